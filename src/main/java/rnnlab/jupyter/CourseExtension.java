package rnnlab.jupyter;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import rnnlab.jupyter.cell.Cells;

/**
 * Makes the Java kernel the course's kernel; the kernel finds it by META-INF/services and installs it when it starts.
 *
 * <p>Nothing that goes wrong here may reach the kernel: it would end, JupyterLab would start it again, without end. The
 * user gets one line instead, and a kernel without the course's comforts.
 */
public final class CourseExtension implements Extension {

    private static final long GOODBYE_NANOS = 300_000_000L;

    @Override
    public void install(BaseKernel kernel) {
        install(kernel, System.err);
    }

    /**
     * Ends the process once the kernel is shut down. The kernel alone would stay for a minute, until its last thread
     * has timed out, and a restart waits for that.
     */
    @Override
    public void uninstall(BaseKernel kernel) {
        var exit = new Thread(
                () -> {
                    LockSupport.parkNanos(GOODBYE_NANOS); // the answer to the shut-down request goes out meanwhile
                    Runtime.getRuntime().exit(0);
                },
                "exit");
        exit.setDaemon(true);
        exit.start();
    }

    /** Ends the process when JupyterLab has ended without a word; else the kernel would go on computing for nobody. */
    private static void endWithParent() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of)
                .ifPresent(parent ->
                        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    void install(BaseKernel kernel, PrintStream log) {
        try {
            Renderers.register(kernel.getRenderer());
            NotebookProgress.install(kernel);
            DefaultImports.evaluate(kernel);
            NotebookAnswers.install(kernel);
            Cells.install(kernel);
            UndefinedNames.install(kernel);
            CellErrors.install(kernel);
            CodeHelp.install(kernel);
            WarmUp.start();
            endWithParent();
        } catch (Throwable e) {
            String line = "The course's notebook extension did not start (" + e
                    + "): charts and tables show as plain text." + " Run ./lab setup, then restart the kernel.";
            log.println(line);
            FirstCell.print(line);
        }
    }
}
