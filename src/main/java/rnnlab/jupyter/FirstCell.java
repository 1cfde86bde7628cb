package rnnlab.jupyter;

import java.io.PrintStream;

/** Prints into the first cell that runs; before that, a kernel has nowhere to print that a user would see. */
final class FirstCell {

    private static final int LOOK_MILLIS = 20;

    private FirstCell() {}

    static void print(String line) {
        PrintStream before = System.out; // the kernel puts another one in its place while a cell runs
        var thread = new Thread(() -> printOnceReplaced(before, line), "first-cell");
        thread.setDaemon(true);
        thread.start();
    }

    private static void printOnceReplaced(PrintStream before, String line) {
        try {
            while (System.out == before) {
                Thread.sleep(LOOK_MILLIS);
            }
            System.out.println(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
