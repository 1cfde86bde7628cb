package rnnlab.chart;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Translates a chart of lines, points or bars into one of XChart, which draws it. */
final class XchartDrawing {

    private XchartDrawing() {}

    static AxesChart<?, ?> of(Chart chart) {
        boolean names = chart.plotted().stream().anyMatch(mark -> mark.x() instanceof Positions.Names);
        var scale = XchartScale.of(chart);
        AxesChart<?, ?> drawn = names ? overNames(chart, scale) : lines(chart, scale);
        XchartStyle.apply(drawn.getStyler(), chart);
        scale.apply(drawn.getStyler(), chart);
        drawn.setTitle(Pen.fit(chart.title(), 0.75 * chart.width()));
        drawn.setXAxisTitle(Pen.fit(chart.x().label(), 0.8 * chart.width()));
        drawn.setYAxisTitle(Pen.fit(chart.y().label(), 0.6 * chart.height()));
        borders(drawn, chart, scale);
        return drawn;
    }

    private static XYChart lines(Chart chart, XchartScale scale) {
        var drawn = new XYChart(chart.width(), chart.height());
        chart.bands().forEach(band -> area(drawn, band, chart, scale));
        for (Mark.Plotted mark : chart.plotted()) {
            boolean line = mark instanceof Mark.Line && mark.y().length > 1;
            var positions = scale.positions(mark.x());
            var values = scale.values(mark.y());
            if (line) {
                int[] kept = Thinning.kept(mark.y(), plotWidth(chart));
                positions = Arrays.stream(kept).mapToObj(positions::get).toList();
                values = Arrays.stream(kept).mapToObj(values::get).toList();
            }
            var series = drawn.addSeries(next(drawn), positions, values);
            label(series, mark.name());
            series.setLineColor(mark.color());
            series.setLineStyle(line ? new BasicStroke(1.6f) : SeriesLines.NONE);
            series.setMarker(line ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
            series.setMarkerColor(mark.color());
        }
        for (Mark.Level level : chart.levels()) {
            var ends = scale.ends(chart);
            double at = scale.value(level.value());
            var series = drawn.addSeries(next(drawn), ends, Collections.nCopies(ends.size(), at));
            label(series, level.label());
            series.setLineColor(Palette.INK);
            series.setLineStyle(XchartStyle.dashed());
            series.setMarker(SeriesMarkers.NONE);
        }
        return drawn;
    }

    /** Pixels between the axis and the right border, roughly. */
    private static int plotWidth(Chart chart) {
        return (int) (0.85 * chart.width());
    }

    /**
     * One way along the upper edge, then back along the lower one; where one of them has no value, nothing is filled.
     * An area's edge needs fewer points than a line.
     */
    private static void area(XYChart drawn, Mark.Band band, Chart chart, XchartScale scale) {
        var positions = scale.positions(band.x());
        var low = scale.values(band.low());
        var high = scale.values(band.high());
        int[] kept = IntStream.concat(
                        Arrays.stream(Thinning.kept(band.low(), plotWidth(chart) / 4)),
                        Arrays.stream(Thinning.kept(band.high(), plotWidth(chart) / 4)))
                .filter(i -> Double.isFinite(low.get(i)) && Double.isFinite(high.get(i)))
                .sorted()
                .distinct()
                .toArray();
        if (kept.length < 2) {
            return;
        }
        int[] around = IntStream.range(0, 2 * kept.length)
                .map(i -> i < kept.length ? kept[i] : kept[2 * kept.length - 1 - i])
                .toArray();
        var edge = IntStream.range(0, around.length)
                .mapToObj(i -> (i < kept.length ? high : low).get(around[i]))
                .toList();
        var series = drawn.addSeries(
                band.name(), Arrays.stream(around).mapToObj(positions::get).toList(), edge);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(band.color());
        series.setLineColor(band.color());
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.NONE);
    }

    private static CategoryChart overNames(Chart chart, XchartScale scale) {
        var drawn = new CategoryChart(chart.width(), chart.height());
        List<?> names = List.of();
        for (Mark.Plotted mark : chart.plotted()) {
            names = scale.positions(mark.x());
            var values = scale.values(mark.y());
            var spread = mark instanceof Mark.Bars bars ? bars.spread() : new double[0];
            var series = spread.length == 0
                    ? drawn.addSeries(next(drawn), names, values)
                    : drawn.addSeries(next(drawn), names, values, scale.values(spread));
            label(series, mark.name());
            series.setFillColor(mark.color());
            if (!(mark instanceof Mark.Bars)) {
                boolean line = mark instanceof Mark.Line;
                series.setChartCategorySeriesRenderStyle(
                        line ? CategorySeriesRenderStyle.Line : CategorySeriesRenderStyle.Scatter);
                series.setLineColor(mark.color());
                series.setMarker(line ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
                series.setMarkerColor(mark.color());
            }
        }
        if (chart.marks().stream().noneMatch(Mark.Bars.class::isInstance)) {
            // XChart would begin at zero, as for bars, and put the dots of one name beside each other.
            var range = DoubleStream.concat(
                            scale.drawn(chart),
                            chart.levels().stream().mapToDouble(level -> scale.value(level.value())))
                    .summaryStatistics();
            drawn.getStyler().setOverlapped(true).setYAxisMin(range.getMin() - 0.1 * (range.getMax() - range.getMin()));
        }
        for (Mark.Level level : chart.levels()) {
            double at = scale.value(level.value());
            var series = drawn.addSeries(next(drawn), names, Collections.nCopies(names.size(), at));
            series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
            label(series, level.label());
            series.setLineColor(Palette.INK);
            series.setLineStyle(XchartStyle.dashed());
            series.setMarker(SeriesMarkers.NONE);
        }
        return drawn;
    }

    /** Words above their places, and borders, with room above the values for their labels. */
    private static void borders(AxesChart<?, ?> drawn, Chart chart, XchartScale scale) {
        double low = scale.drawn(chart).min().orElse(0);
        double high = scale.drawn(chart).max().orElse(1);
        double top = scale.logarithmic() ? high * 2 : high + 0.1 * (high - low);
        double label = scale.logarithmic() ? high * 1.4 : (high + top) / 2;
        double above = 0.02 * (high - low);
        for (Mark mark : chart.marks()) {
            if (mark instanceof Mark.Label text) {
                drawn.addAnnotation(new AnnotationText(text.text(), text.x(), text.y() + above, false));
            } else if (mark instanceof Mark.Border border) {
                double at = scale.number(border.at());
                drawn.getStyler().setYAxisMax(top);
                drawn.addAnnotation(new AnnotationLine(at, true, false));
                if (!border.label().isBlank()) {
                    double right = scale.width(chart) * (Pen.width(border.label()) / 2 + 8) / (0.9 * chart.width());
                    drawn.addAnnotation(new AnnotationText(border.label(), at + right, label, false));
                }
            }
        }
    }

    /** XChart's own name of the next series: those must differ and not be empty, what the legend says need not. */
    private static String next(AxesChart<?, ?> drawn) {
        return "series " + drawn.getSeriesCollection().size();
    }

    /** In one line: XChart cannot draw an empty one of several. */
    private static void label(Series series, String text) {
        series.setLabel(text.replaceAll("\\R", " "));
        series.setShowInLegend(!text.isBlank());
    }
}
