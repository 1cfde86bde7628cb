package rnnlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How charts drawn by XChart look: white, thin grid, a legend below, letters of every European language. */
final class XchartStyle {

    private XchartStyle() {}

    static void apply(AxesChartStyler styler, Chart chart) {
        boolean legend = chart.plotted().size() + chart.bands().size() > 1
                || chart.levels().stream().anyMatch(level -> !level.label().isBlank());
        styler.setBaseFont(Pen.TEXT)
                .setChartTitleFont(Pen.TEXT.deriveFont(Font.BOLD, 15f))
                .setLegendFont(Pen.TEXT)
                .setAnnotationTextFont(Pen.TEXT)
                .setAnnotationTextFontColor(Palette.INK)
                .setAnnotationLineColor(Palette.INK)
                .setAnnotationLineStroke(dashed())
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderColor(Palette.INK)
                .setChartTitleBoxVisible(false)
                .setLegendVisible(legend)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setMarkerSize(5)
                .setAntiAlias(true)
                .setLocale(Locale.ROOT);
        styler.setAxisTitleFont(Pen.TEXT)
                .setAxisTickLabelsFont(Pen.TEXT)
                .setAxisTicksLineVisible(false)
                .setPlotGridLinesColor(Palette.GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setAxisTickMarksColor(Palette.INK)
                .setXAxisLogarithmic(chart.x().logarithmic())
                .setTimezone(TimeZone.getTimeZone("UTC"));
    }

    static BasicStroke dashed() {
        return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
    }
}
