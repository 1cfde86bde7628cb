package rnnlab.jupyter;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dflib.jjava.jupyter.channels.Loop;
import rnnlab.jupyter.cell.LoopChecks;

/**
 * A value's text, whatever its class does: a text without end would keep the kernel's own thread, which Stop cannot
 * reach, and a page cannot hold a huge one.
 */
final class TimedText {

    private static final int CHARACTERS = 10_000;
    private static final int SECONDS = 3;

    private TimedText() {}

    static String of(Object value) {
        if (!(Thread.currentThread() instanceof Loop) || value instanceof String || value instanceof Number) {
            return shortened(ValueText.of(value)); // Stop reaches a cell's thread, which displays something
        }
        var text = new FutureTask<>(() -> ValueText.of(value));
        var thread = new Thread(text, "text of a value");
        thread.setDaemon(true);
        thread.start();
        String type = ObjectText.described(value.getClass());
        try {
            return shortened(text.get(SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            thread.interrupt();
            LoopChecks.end(thread);
            return type + "; its text takes longer than " + SECONDS + " seconds";
        } catch (ExecutionException e) {
            return type + " that cannot be shown: " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return type;
        }
    }

    private static String shortened(String text) {
        if (text.length() <= CHARACTERS) {
            return text;
        }
        int half = CHARACTERS / 2;
        return text.substring(0, half) + "\n... " + (text.length() - 2 * half) + " of " + text.length()
                + " characters left out ...\n" + text.substring(text.length() - half);
    }
}
