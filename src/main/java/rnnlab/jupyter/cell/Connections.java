package rnnlab.jupyter.cell;

import java.util.function.Consumer;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ReplyEnvironment;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.CommInfoRequest;

/**
 * The connection to the notebook, where handlers of messages are set. An extension is not given it: it is taken from
 * the first message, JupyterLab's question for comms or else a cell.
 */
public final class Connections {

    private Connections() {}

    /**
     * Gives the connection away, once, when it is known.
     *
     * @throws ReflectiveOperationException when the kernel is not of the version that the course pins
     */
    public static void onFirst(BaseKernel kernel, Consumer<JupyterConnection> use) throws ReflectiveOperationException {
        var comms = BaseKernel.class.getDeclaredField("commManager");
        comms.setAccessible(true);
        comms.set(kernel, new Comms(use));
    }

    private static final class Comms extends CommManager {

        private Consumer<JupyterConnection> use;

        Comms(Consumer<JupyterConnection> use) {
            this.use = use;
        }

        @Override
        public void handleCommInfoRequest(ReplyEnvironment env, Message<CommInfoRequest> message) {
            take(env);
            super.handleCommInfoRequest(env, message);
        }

        private synchronized void take(ReplyEnvironment env) {
            if (use == null) {
                return;
            }
            try {
                var channel = (ShellChannel) ((DefaultReplyEnvironment) env).getShell();
                use.accept((JupyterConnection) Fields.get(channel, "connection"));
                use = null;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
