package rnnlab.series;

import java.time.LocalDate;
import java.util.stream.IntStream;

/** Series for tests: one value a day from 2026-01-01. */
final class TestSeries {
    private TestSeries() {}

    static Series of(double... values) {
        var dates = IntStream.range(0, values.length)
                .mapToObj(t -> LocalDate.of(2026, 1, 1).plusDays(t))
                .toArray(LocalDate[]::new);
        return Series.of("test", "PLN", dates, values);
    }

    /** 0, 1, 2, ... */
    static Series counting(int size) {
        return of(IntStream.range(0, size).asDoubleStream().toArray());
    }
}
