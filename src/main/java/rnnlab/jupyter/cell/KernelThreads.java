package rnnlab.jupyter.cell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The threads that talk to JupyterLab. A kernel that has lost one of them, to an OutOfMemoryError, answers nothing any
 * more, and JupyterLab cannot see why.
 */
final class KernelThreads {

    private static final String LOOP = "org.dflib.jjava.jupyter.channels.Loop";
    private static final List<String> ZEROMQ = List.of("iothread-", "reaper-");

    // made beforehand: there may be no memory when they are wanted
    private static final FileOutputStream ERROR_STREAM = new FileOutputStream(FileDescriptor.err);
    private static final byte[] LAST_WORDS =
            "The kernel ends: a cell has filled all of its memory.\n".getBytes(StandardCharsets.UTF_8);
    private static final int EXIT_CODE = 3; // as Java itself ends with -XX:+ExitOnOutOfMemoryError

    private KernelThreads() {}

    static List<Thread> now() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(KernelThreads::talks)
                .toList();
    }

    private static boolean talks(Thread thread) {
        return thread.getClass().getName().equals(LOOP) || ZEROMQ.stream().anyMatch(thread.getName()::startsWith);
    }

    /** Ends the kernel when one of them is no longer there. */
    static void endKernelWithout(List<Thread> threads) {
        for (int i = 0; i < threads.size(); i++) { // needs no memory
            if (!threads.get(i).isAlive()) {
                endKernel();
            }
        }
    }

    /** At once: nothing that wants memory on the way out can hold it up. JupyterLab starts a new one. */
    static void endKernel() {
        try {
            ERROR_STREAM.write(LAST_WORDS);
        } catch (IOException e) {
            // JupyterLab's log is closed; there is nobody to tell
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
