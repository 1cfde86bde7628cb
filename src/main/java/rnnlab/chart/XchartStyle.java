package rnnlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How charts drawn by XChart look: white, thin grid, a legend above, letters of every European language. */
final class XchartStyle {

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private XchartStyle() {}

    static void apply(AxesChartStyler styler, Chart chart) {
        long named =
                chart.marks().stream().filter(Mark.Plotted.class::isInstance).count();
        styler.setBaseFont(TEXT)
                .setChartTitleFont(TEXT.deriveFont(Font.BOLD, 15f))
                .setLegendFont(TEXT)
                .setAnnotationTextFont(TEXT)
                .setAnnotationTextFontColor(Palette.INK)
                .setAnnotationLineColor(Palette.INK)
                .setAnnotationLineStroke(dashed())
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderColor(Palette.INK)
                .setChartTitleBoxVisible(false)
                .setLegendVisible(named > 1)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setMarkerSize(5)
                .setAntiAlias(true)
                .setLocale(Locale.ROOT);
        styler.setAxisTitleFont(TEXT)
                .setAxisTickLabelsFont(TEXT)
                .setPlotGridLinesColor(Palette.GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setAxisTickMarksColor(Palette.INK)
                .setXAxisLogarithmic(chart.x().logarithmic())
                .setYAxisLogarithmic(chart.y().logarithmic())
                .setTimezone(TimeZone.getTimeZone("UTC"));
    }

    private static BasicStroke dashed() {
        return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
    }
}
