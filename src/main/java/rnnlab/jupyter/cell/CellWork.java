package rnnlab.jupyter.cell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of a cell's code that a thread runs. The thread alone would not do: pools give it the next piece to run, of
 * another cell.
 *
 * @param snippet the class in which the thread came into the cell's code
 * @param pooled whether a pool gave it to the thread
 */
record CellWork(Thread thread, String snippet, boolean pooled) {

    private static final String SNIPPETS = "REPL."; // their package
    private static final String POOLS = "java.util.concurrent.";

    /** All that runs, and where it is. */
    static Map<CellWork, StackTraceElement[]> running() {
        var running = new HashMap<CellWork, StackTraceElement[]>();
        Thread.getAllStackTraces().forEach((thread, stack) -> of(thread, stack).ifPresent(w -> running.put(w, stack)));
        return running;
    }

    /** That of this thread. */
    static Optional<CellWork> current() {
        var thread = Thread.currentThread();
        return of(thread, thread.getStackTrace());
    }

    /** The place of a stack's top as a reader of Java names it. */
    static String place(StackTraceElement[] stack) {
        String name = stack[0].getClassName();
        return name.startsWith(SNIPPETS)
                ? "its own code"
                : name.substring(name.lastIndexOf('.') + 1) + "." + stack[0].getMethodName();
    }

    private static Optional<CellWork> of(Thread thread, StackTraceElement[] stack) {
        for (int i = stack.length - 1; i >= 0; i--) {
            if (stack[i].getClassName().startsWith(SNIPPETS)) {
                boolean pooled = Arrays.stream(stack, i, stack.length)
                        .anyMatch(frame -> frame.getClassName().startsWith(POOLS));
                return Optional.of(new CellWork(thread, stack[i].getClassName(), pooled));
            }
        }
        return Optional.empty();
    }
}
