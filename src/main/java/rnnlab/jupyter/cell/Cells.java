package rnnlab.jupyter.cell;

import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * The life of each cell: it starts, its snippets end one after another, it ends; a stopped one has its threads ended.
 */
public final class Cells {

    private static final String INTERRUPTED = "Execution Interrupted"; // the kernel's name for it

    private final CellOutput output = new CellOutput();
    private final CellThreads threads = new CellThreads();
    private final MemoryGuard memory = new MemoryGuard(threads, output::error);
    private final StopButton stop = new StopButton();
    private boolean stopped;
    private boolean endsInNull;

    private Cells() {}

    /**
     * Takes the place of the kernel's own streams.
     *
     * @throws ReflectiveOperationException when the kernel is not the Java kernel in the version that the course pins
     */
    public static void install(BaseKernel kernel) throws ReflectiveOperationException {
        var cells = new Cells();
        var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        var evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
        LoopChecks.install(evaluator);
        StoppableOperations.install();
        Fields.set(Fields.get(evaluator, "execControl"), "running", cells.stop);
        KernelStreams.replace(kernel.getIO(), cells, cells.output);
        shell.onSnippetEvent(cells::snippetEnded);
        Thread.setDefaultUncaughtExceptionHandler(CellStopped::uncaught);
    }

    void started(ShellReplyEnvironment cell) {
        stop.cellStarts();
        stopped = false;
        endsInNull = false;
        threads.cellStarts();
        memory.cellStarts();
        output.cellStarts(cell);
    }

    /** Before its value or its error is shown: what it has printed comes first. */
    private void snippetEnded(SnippetEvent event) {
        stopped |= event.exception() instanceof EvalException e && INTERRUPTED.equals(e.getExceptionClassName());
        endsInNull = isNull(event);
        output.snippetEnds();
    }

    /**
     * After its value or its error is shown and before it counts as ended; what is sent now still appears below the
     * cell.
     */
    void ended() {
        memory.cellEnds();
        if (stopped) {
            threads.end().ifPresent(output::error);
        }
        if (endsInNull) {
            output.display(new DisplayData("null"));
        }
        output.cellEnds();
    }

    /** An expression without a semicolon whose value is null: the kernel alone shows nothing of it. */
    private static boolean isNull(SnippetEvent event) {
        return switch (event.snippet().subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND ->
                event.value() == null
                        && event.exception() == null
                        && event.status() == Status.VALID
                        && !event.snippet().source().strip().endsWith(";");
            default -> false;
        };
    }
}
