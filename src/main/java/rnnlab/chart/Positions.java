package rnnlab.chart;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Where the values of a mark lie on the x axis: at dates, numbers or names. */
public sealed interface Positions {

    /** N, the number of positions. */
    int size();

    /** Days. */
    record Dates(List<LocalDate> days) implements Positions {
        public Dates {
            days = List.copyOf(days);
        }

        @Override
        public int size() {
            return days.size();
        }
    }

    /** Numbers. */
    record Numbers(double[] values) implements Positions {
        public Numbers {
            values = values.clone();
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    /** Names, evenly spaced. */
    record Names(List<String> names) implements Positions {
        public Names {
            names = List.copyOf(names);
        }

        @Override
        public int size() {
            return names.size();
        }
    }

    /** Days, [N]. */
    static Positions of(LocalDate[] days) {
        return new Dates(Arrays.asList(days));
    }

    /** Numbers, [N]. */
    static Positions of(double[] values) {
        return new Numbers(values);
    }

    /** Names, [N], evenly spaced. */
    static Positions of(String[] names) {
        return new Names(Arrays.asList(names));
    }

    /** first, first + 1, ... */
    static Positions counting(int first, int count) {
        var values = new double[count];
        Arrays.setAll(values, i -> first + i);
        return new Numbers(values);
    }
}
