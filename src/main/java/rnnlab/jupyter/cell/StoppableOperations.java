package rnnlab.jupyter.cell;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/**
 * Deeplearning4j's operations, each of which asks first whether its cell was stopped: the loops of its own
 * {@code fit} do not look at an interrupt. Deeplearning4j makes one of these itself, by its name.
 */
public final class StoppableOperations extends NativeOpExecutioner {

    private static final String CHOICE = "opexec"; // nd4j's name for the class of what executes operations
    private static final String CRASH_REPORTS = "org.deeplearning4j.crash.reporting.enabled";

    /** Before the first array is made. */
    static void install() {
        System.setProperty(CHOICE, StoppableOperations.class.getName());
        System.setProperty(
                CRASH_REPORTS, "false"); // a cell ended by MemoryGuard has a message of its own, and needs no file
    }

    @Override
    public long profilingConfigurableHookIn(Op op, DataBuffer... tadBuffers) {
        LoopChecks.check();
        return super.profilingConfigurableHookIn(op, tadBuffers);
    }

    @Override
    public long profilingConfigurableHookIn(CustomOp op, OpContext context) {
        LoopChecks.check();
        return super.profilingConfigurableHookIn(op, context);
    }
}
