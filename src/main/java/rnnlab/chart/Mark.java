package rnnlab.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** One thing drawn in a chart. */
public sealed interface Mark {

    /** Values at positions: what lines, points and bars have in common. NaN leaves a gap. */
    sealed interface Plotted extends Mark {
        /** What the legend says. */
        String name();

        /** Where the values lie, one position for each. */
        Positions x();

        /** The values, [N], in the unit of the y axis. */
        double[] y();

        /** Of the line, the dots or the bars. */
        Color color();
    }

    /** A line through values. */
    record Line(String name, Positions x, double[] y, Color color) implements Plotted {
        public Line {
            y = checked("line", name, x, y);
        }
    }

    /** A dot for each value. */
    record Points(String name, Positions x, double[] y, Color color) implements Plotted {
        public Points {
            y = checked("points", name, x, y);
        }
    }

    /**
     * A bar for each value.
     *
     * @param spread half the length of the error bar on each, or empty for none
     */
    record Bars(String name, Positions x, double[] y, double[] spread, Color color) implements Plotted {
        public Bars {
            y = checked("bars", name, x, y);
            spread = spread.length == 0 ? spread : checked("spread of bars", name, x, spread);
        }
    }

    /**
     * The area between two lines. It stands behind them.
     *
     * @param low its lower edge
     * @param high its upper edge
     */
    record Band(String name, Positions x, double[] low, double[] high, Color color) implements Mark {
        public Band {
            low = checked("band", name, x, low);
            high = checked("band", name, x, high);
        }
    }

    /** A vertical line at a position, as between the train and the test part. */
    record Border(Positions at, String label) implements Mark {}

    /** A horizontal line at a value. */
    record Level(double value, String label) implements Mark {}

    /** A word written above a place. */
    record Label(double x, double y, String text) implements Mark {}

    /**
     * A grid of coloured cells.
     *
     * @param rows one name for each row, the first one at the top
     * @param cells [row][position]
     * @param what the meaning and unit of the colour
     */
    record Heat(String[] rows, Positions x, double[][] cells, Axis what) implements Mark {
        public Heat {
            if (cells.length != rows.length) {
                throw new IllegalArgumentException(
                        "heat map: " + rows.length + " row names but " + cells.length + " rows of values");
            }
            rows = rows.clone();
            cells = cells.clone();
            for (int r = 0; r < cells.length; r++) {
                cells[r] = checked("heat map row", rows[r], x, cells[r]);
            }
        }

        /** The names of the rows, where some are alike; else none. */
        List<String> repeatedRows() {
            return repeated(Arrays.asList(rows));
        }

        /** The names of the columns, where some are alike; else none. */
        List<String> repeatedColumns() {
            return x instanceof Positions.Names names ? repeated(names.names()) : List.of();
        }

        private static List<String> repeated(List<String> names) {
            return new HashSet<>(names).size() < names.size() ? List.copyOf(names) : List.of();
        }
    }

    private static double[] checked(String kind, String name, Positions x, double[] y) {
        if (x.size() != y.length) {
            throw new IllegalArgumentException(
                    kind + " '" + name + "': " + x.size() + " positions but " + y.length + " values");
        }
        if (y.length == 0) {
            throw new IllegalArgumentException(kind + " '" + name + "' has no values");
        }
        return y.clone();
    }
}
