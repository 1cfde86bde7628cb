package rnnlab.jupyter;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** The text of the cell that runs. */
final class CellSource {

    private CellSource() {}

    /** Empty when the kernel itself runs something. */
    static String of(BaseKernel kernel) {
        try {
            var context = CommManager.class.getDeclaredField("context"); // the only place that knows it
            context.setAccessible(true);
            return context.get(kernel.getCommManager()) instanceof Message<?> message
                            && message.getContent() instanceof ExecuteRequest request
                    ? request.getCode()
                    : "";
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
