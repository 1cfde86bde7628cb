package rnnlab.jupyter;

import org.nd4j.linalg.factory.Nd4j;
import rnnlab.chart.Chart;

/**
 * Loads in the background what the first cells of a lab need, while the kernel still starts: ND4J and the fonts of
 * charts.
 */
final class WarmUp {

    private WarmUp() {}

    static void start() {
        daemon(
                "warm-up-charts",
                () -> Chart.of("").line("", new double[] {1, 2}).png());
        daemon("warm-up-arrays", () -> Nd4j.create(1));
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        // What fails here fails again, with its message, in the cell that needs it.
        thread.setUncaughtExceptionHandler((t, e) -> {});
        thread.start();
    }
}
