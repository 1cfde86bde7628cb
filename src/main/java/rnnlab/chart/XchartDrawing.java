package rnnlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Translates a chart into one of XChart, which draws it. */
final class XchartDrawing {

    private XchartDrawing() {}

    static AxesChart<?, ?> of(Chart chart) {
        AxesChart<?, ?> drawn;
        if (chart.marks().stream().anyMatch(Mark.Heat.class::isInstance)) {
            drawn = heat(chart);
        } else if (chart.marks().stream().anyMatch(Mark.Bars.class::isInstance)) {
            drawn = bars(chart);
        } else {
            drawn = lines(chart);
        }
        drawn.setTitle(chart.title());
        drawn.setXAxisTitle(chart.x().label());
        drawn.setYAxisTitle(chart.y().label());
        return drawn;
    }

    private static XYChart lines(Chart chart) {
        var drawn = new XYChart(chart.width(), chart.height());
        XchartStyle.apply(drawn.getStyler(), chart);
        for (Mark mark : chart.marks()) {
            if (mark instanceof Mark.Plotted plotted) {
                var series = drawn.addSeries(plotted.name(), places(plotted.x()), values(plotted.y(), chart));
                boolean line = plotted instanceof Mark.Line && plotted.y().length > 1;
                series.setLineColor(plotted.color());
                series.setLineStyle(line ? new BasicStroke(1.6f) : SeriesLines.NONE);
                series.setMarker(line ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
                series.setMarkerColor(plotted.color());
            }
        }
        annotate(drawn, chart);
        return drawn;
    }

    private static CategoryChart bars(Chart chart) {
        var drawn = new CategoryChart(chart.width(), chart.height());
        XchartStyle.apply(drawn.getStyler(), chart);
        for (Mark mark : chart.marks()) {
            if (mark instanceof Mark.Bars bars) {
                var names = places(bars.x());
                var values = values(bars.y(), chart);
                var series = bars.spread().length == 0
                        ? drawn.addSeries(bars.name(), names, values)
                        : drawn.addSeries(bars.name(), names, values, values(bars.spread(), chart));
                series.setFillColor(bars.color());
            }
        }
        annotate(drawn, chart);
        return drawn;
    }

    private static HeatMapChart heat(Chart chart) {
        var drawn = new HeatMapChart(chart.width(), chart.height());
        XchartStyle.apply(drawn.getStyler(), chart);
        var heat = (Mark.Heat) chart.marks().stream()
                .filter(Mark.Heat.class::isInstance)
                .findFirst()
                .orElseThrow();
        int rows = heat.rows().length;
        var names = new ArrayList<>(List.of(heat.rows()));
        Collections.reverse(names); // XChart counts rows from below
        var cells = new ArrayList<Number[]>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < heat.x().size(); c++) {
                if (Double.isFinite(heat.cells()[r][c])) {
                    cells.add(new Number[] {c, rows - 1 - r, heat.cells()[r][c]});
                }
            }
        }
        drawn.addSeries(heat.what().label(), columnNames(heat.x()), names, cells);
        var scale = HeatScale.of(heat.cells());
        drawn.getStyler()
                .setMin(scale.low())
                .setMax(scale.high())
                .setRangeColors(scale.colors().toArray(Color[]::new));
        return drawn;
    }

    private static void annotate(AxesChart<?, ?> drawn, Chart chart) {
        double top = chart.marks().stream()
                .filter(Mark.Plotted.class::isInstance)
                .flatMapToDouble(mark -> Arrays.stream(((Mark.Plotted) mark).y()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        for (Mark mark : chart.marks()) {
            if (mark instanceof Mark.Border border) {
                double at = number(border.at());
                drawn.addAnnotation(new AnnotationLine(at, true, false));
                drawn.addAnnotation(new AnnotationText(border.label(), at, top, false));
            } else if (mark instanceof Mark.Level level) {
                drawn.addAnnotation(new AnnotationLine(level.value(), false, false));
            }
        }
    }

    private static List<?> places(Positions positions) {
        if (positions instanceof Positions.Dates dates) {
            return dates.days().stream()
                    .map(day -> Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                    .toList();
        }
        if (positions instanceof Positions.Names names) {
            return names.names();
        }
        return Arrays.stream(((Positions.Numbers) positions).values()).boxed().toList();
    }

    private static List<String> columnNames(Positions positions) {
        return PlotlyFigure.jsonPositions(positions).stream()
                .map(at -> at instanceof Double v && v == Math.rint(v)
                        ? String.valueOf(v.longValue())
                        : String.valueOf(at))
                .toList();
    }

    private static double number(Positions one) {
        Object place = places(one).get(0);
        return place instanceof Date date ? date.getTime() : ((Number) place).doubleValue();
    }

    /** A gap where the value is not finite, or cannot be on a logarithmic axis. */
    private static List<Double> values(double[] y, Chart chart) {
        boolean log = chart.y().logarithmic();
        return new ArrayList<>(Arrays.stream(y)
                .mapToObj(v -> Double.isFinite(v) && (!log || v > 0) ? v : null)
                .toList());
    }
}
