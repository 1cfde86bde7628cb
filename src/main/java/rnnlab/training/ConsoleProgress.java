package rnnlab.training;

import java.io.PrintStream;
import java.util.Locale;

/** Progress as plain lines: one an epoch, and one every few seconds inside a long epoch. */
final class ConsoleProgress implements TrainingListener {

    private static final long QUIET_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private long lastLine = System.nanoTime();

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void notice(String line) {
        print("%s%n", line);
    }

    @Override
    public void batchEnded(Progress p) {
        if (System.nanoTime() - lastLine > QUIET_NANOS && p.batch() < p.batches()) {
            print(
                    "epoch %d/%d  batch %d/%d  loss %.5g  %s left%n",
                    p.epoch(), p.epochs(), p.batch(), p.batches(), p.loss(), Durations.text(p.secondsLeft()));
        }
    }

    @Override
    public void epochEnded(History history, Progress p) {
        var epoch = history.last();
        String validation = Double.isNaN(epoch.validationLoss())
                ? ""
                : String.format(Locale.ROOT, "  validation loss %.5g", epoch.validationLoss());
        print(
                "epoch %d/%d  loss %.5g%s  %.2f s  %s left%n",
                epoch.number(),
                p.epochs(),
                epoch.trainLoss(),
                validation,
                epoch.seconds(),
                Durations.text(p.secondsLeft()));
    }

    @Override
    public void ended(History history) {
        switch (history.end()) {
            case EARLY ->
                print(
                        "stopped early: no better than epoch %d for a while;"
                                + " the network has the parameters of that epoch%n",
                        history.best().number());
            case INTERRUPTED ->
                print(
                        "stopped by you after %d whole epochs; the network keeps what it has learned so far%n",
                        history.epochs().size());
            default -> {}
        }
    }

    private void print(String format, Object... arguments) {
        // One call: a notebook shows each piece that is printed as a message of its own.
        out.print(String.format(Locale.ROOT, format, arguments));
        out.flush();
        lastLine = System.nanoTime();
    }
}
