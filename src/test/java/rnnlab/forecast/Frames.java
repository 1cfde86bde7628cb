package rnnlab.forecast;

import java.time.LocalDate;
import java.util.Random;
import java.util.stream.IntStream;
import rnnlab.series.Frame;
import rnnlab.series.Series;

/** Series for tests: one value a day from 2020-01-01. */
final class Frames {
    private Frames() {}

    static Series series(String name, double... values) {
        var dates = IntStream.range(0, values.length)
                .mapToObj(t -> LocalDate.of(2020, 1, 1).plusDays(t))
                .toArray(LocalDate[]::new);
        return Series.of(name, "", dates, values);
    }

    static Frame of(double... values) {
        return Frame.of(series("Close", values));
    }

    /** A price that grows and wavers. */
    static double[] growing(int size, long seed) {
        var random = new Random(seed);
        var values = new double[size];
        double x = 100;
        for (int t = 0; t < size; t++) {
            values[t] = x *= 1.001 + 0.01 * random.nextGaussian();
        }
        return values;
    }
}
