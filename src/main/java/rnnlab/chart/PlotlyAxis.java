package rnnlab.chart;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An axis of a chart as a figure of Plotly.js has it. */
final class PlotlyAxis {

    private static final int MOST_POWERS = 10;

    private PlotlyAxis() {}

    static Map<String, Object> x(Chart chart) {
        var axis = axis(chart.x(), numbers(chart));
        if (hasDates(chart) && !chart.x().logarithmic()) {
            axis.put("type", "date");
        }
        if (hasNames(chart)) {
            axis.put("type", "category"); // else "14 2" would be taken for a number
        }
        heats(chart).forEach(heat -> name(axis, heat.repeatedColumns()));
        return axis;
    }

    static Map<String, Object> y(Chart chart) {
        var axis = axis(chart.y(), values(chart));
        if (chart.marks().stream().anyMatch(Mark.Heat.class::isInstance)) {
            axis.put("autorange", "reversed"); // the first row is the top one
            axis.put("type", "category");
        }
        heats(chart).forEach(heat -> name(axis, heat.repeatedRows()));
        return axis;
    }

    private static Stream<Mark.Heat> heats(Chart chart) {
        return chart.marks().stream().filter(Mark.Heat.class::isInstance).map(Mark.Heat.class::cast);
    }

    /** Names at 0, 1, 2, ...; none where there are none. */
    private static void name(Map<String, Object> axis, List<String> names) {
        if (!names.isEmpty()) {
            axis.put("type", "linear");
            axis.put("tickmode", "array");
            axis.put("tickvals", PlotlyFigure.counted(names.size()));
            axis.put("ticktext", names);
            axis.put("tickangle", 0);
        }
    }

    /** @param drawn the numbers along the axis; none for dates and names */
    private static Map<String, Object> axis(Axis axis, double[] drawn) {
        var map = new LinkedHashMap<String, Object>();
        map.put("title", Map.of("text", axis.label()));
        if (axis.logarithmic()) {
            map.put("type", "log");
            map.put("exponentformat", "power");
            // Over less than two powers of ten, ticks at the powers alone could leave the axis without any.
            double decades = Decades.of(Arrays.stream(drawn));
            if (decades >= 2) {
                map.put("dtick", (int) Math.ceil(decades / MOST_POWERS));
            } else {
                map.put("tickformat", "~g"); // else 20 would be a small 2
                if (decades >= 1) {
                    map.put("dtick", "D2"); // at 1, 2, 5, 10, 20, ...
                }
            }
        } else if (fewWholeNumbers(drawn)) {
            map.put("dtick", 1); // no epoch 1.5
        }
        map.put("gridcolor", Palette.hex(Palette.GRID));
        map.put("linecolor", Palette.hex(Palette.INK));
        map.put("ticks", "outside");
        map.put("zeroline", false);
        map.put("automargin", true);
        return map;
    }

    private static double[] values(Chart chart) {
        // Bars begin at zero, whatever their values are.
        return chart.plotted().stream()
                .filter(mark -> !(mark instanceof Mark.Bars))
                .flatMapToDouble(mark -> Arrays.stream(mark.y()))
                .filter(Double::isFinite)
                .toArray();
    }

    private static double[] numbers(Chart chart) {
        return chart.plotted().stream()
                .filter(mark -> mark.x() instanceof Positions.Numbers)
                .flatMapToDouble(mark -> Arrays.stream(((Positions.Numbers) mark.x()).values()))
                .toArray();
    }

    private static boolean fewWholeNumbers(double[] values) {
        var range = Arrays.stream(values).summaryStatistics();
        double width = range.getMax() - range.getMin();
        return width >= 1 && width <= 12 && Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    }

    private static boolean hasNames(Chart chart) {
        return chart.marks().stream()
                .anyMatch(mark -> mark instanceof Mark.Plotted p && p.x() instanceof Positions.Names
                        || mark instanceof Mark.Heat h && h.x() instanceof Positions.Names);
    }

    private static boolean hasDates(Chart chart) {
        return chart.marks().stream()
                .anyMatch(mark -> mark instanceof Mark.Plotted p && p.x() instanceof Positions.Dates
                        || mark instanceof Mark.Heat h && h.x() instanceof Positions.Dates);
    }
}
