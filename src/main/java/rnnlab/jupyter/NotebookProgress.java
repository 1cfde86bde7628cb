package rnnlab.jupyter;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import rnnlab.chart.Charts;
import rnnlab.training.History;
import rnnlab.training.ProgressDisplay;
import rnnlab.training.TrainingListener;

/**
 * Training in a notebook: a bar with the time left, and below it the loss of each epoch so far, drawn anew as it goes.
 */
final class NotebookProgress implements TrainingListener {

    private static final long BAR_NANOS = 250_000_000L;
    private static final long CURVE_NANOS = 1_000_000_000L;

    private final DisplayStream display;
    private final Slot bar;
    private final Slot curve;

    NotebookProgress(DisplayStream display) {
        this.display = display;
        this.bar = new Slot(BAR_NANOS);
        this.curve = new Slot(CURVE_NANOS);
    }

    static void install(BaseKernel kernel) {
        ProgressDisplay.install(() -> new NotebookProgress(kernel.getIO().display));
    }

    @Override
    public void notice(String line) {
        System.out.println(line);
    }

    @Override
    public void batchEnded(Progress p) {
        if (bar.due()) {
            bar.show(ProgressBar.of(p));
        }
    }

    @Override
    public void epochEnded(History history, Progress p) {
        if (bar.due()) {
            bar.show(ProgressBar.of(p));
        }
        if (history.epochs().size() > 1 && curve.due()) {
            curve.show(curve(history));
        }
    }

    @Override
    public void ended(History history) {
        bar.show(ProgressBar.ended(history));
        if (history.epochs().size() > 1) {
            curve.show(curve(history));
        }
    }

    /** A picture, not a Plotly figure: JupyterLab does not redraw those. */
    private static DisplayData curve(History history) {
        var out = new DisplayData();
        Mime.png(out, Charts.loss(history.trainLoss(), history.validationLoss()).size(640, 300));
        return out;
    }

    /** One output of the cell, shown again and again, but not more often than somebody can see. */
    private final class Slot {

        private final String id = UUID.randomUUID().toString();
        private final long pause;
        private boolean shown;
        private long last = System.nanoTime();

        Slot(long pause) {
            this.pause = pause;
        }

        boolean due() {
            return System.nanoTime() - last >= pause;
        }

        void show(DisplayData data) {
            if (!display.isAttached()) {
                return; // the cell was stopped: nobody sees it any more
            }
            data.putTransientData("display_id", id);
            if (shown) {
                display.updateDisplay(id, data);
            } else {
                display.display(data);
            }
            shown = true;
            last = System.nanoTime();
        }
    }
}
