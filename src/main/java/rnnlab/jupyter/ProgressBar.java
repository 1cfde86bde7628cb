package rnnlab.jupyter;

import java.util.Locale;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import rnnlab.report.Html;
import rnnlab.training.Durations;
import rnnlab.training.History;
import rnnlab.training.TrainingListener.Progress;

/** How far training is: a bar as HTML, a line as text. */
final class ProgressBar {

    private ProgressBar() {}

    static DisplayData of(Progress p) {
        double share = (p.epoch() - 1 + p.batch() / (double) p.batches()) / p.epochs();
        String line = String.format(
                Locale.ROOT,
                "epoch %d of %d, %s left, loss %.5g, batch %d of %d",
                p.epoch(),
                p.epochs(),
                Durations.text(p.secondsLeft()),
                p.loss(),
                p.batch(),
                p.batches());
        return data(share, line);
    }

    static DisplayData ended(History history) {
        int epochs = history.epochs().size();
        String end =
                switch (history.end()) {
                    case EARLY ->
                        "stopped early: the parameters are those of epoch "
                                + history.best().number() + "; ";
                    case INTERRUPTED -> "stopped by you; ";
                    case RUNNING -> "failed; ";
                    case COMPLETE -> "";
                };
        if (epochs == 0) {
            return data(0, end + "no epoch was finished");
        }
        String line = String.format(
                Locale.ROOT,
                "%s%d %s in %s, loss %.5g",
                end,
                epochs,
                epochs == 1 ? "epoch" : "epochs",
                Durations.text(history.seconds()),
                history.last().trainLoss());
        double validation = history.last().validationLoss();
        return data(
                1,
                Double.isNaN(validation)
                        ? line
                        : line + String.format(Locale.ROOT, ", validation loss %.5g", validation));
    }

    private static DisplayData data(double share, String line) {
        var out = new DisplayData();
        int percent = (int) Math.round(100 * share);
        // On one line whatever its length: what stands below would jump.
        out.putHTML("<div style=\"white-space:nowrap;overflow:hidden;text-overflow:ellipsis\">"
                + "<progress aria-label=\"training\" max=\"100\" value=\"" + percent
                + "\" style=\"width:12em\"></progress> " + percent + " % &nbsp; " + Html.escape(line) + "</div>");
        out.putText(String.format("[%-20s] %d %%  %s", "#".repeat(percent / 5), percent, line));
        return out;
    }
}
