package rnnlab.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a heat map: rows of coloured cells, their names, and the scale of colours at the right.
 *
 * <p>XChart's own heat map stops with an exception at a cell that is NaN, names only some of the rows where there is
 * room for all, and its scale of colours has no name and no values but the two ends.
 */
final class HeatDrawing {

    private static final int TOP = 45;
    private static final int BOTTOM = 60;
    private static final int RIGHT = 110;
    private static final int SCALE_WIDTH = 16;
    private static final int SCALE_STEPS = 64;

    private final Chart chart;
    private final Mark.Heat heat;
    private final HeatScale scale;
    private final Pen pen;
    private final double left;
    private final double cellWidth;
    private final double cellHeight;

    private HeatDrawing(Chart chart, Mark.Heat heat, Graphics2D g) {
        this.chart = chart;
        this.heat = heat;
        this.scale = HeatScale.of(heat.cells());
        this.pen = new Pen(g);
        double widest = Arrays.stream(heat.rows()).mapToDouble(Pen::width).max().orElse(0);
        this.left = widest + (chart.y().label().isBlank() ? 20 : 40);
        this.cellWidth = (chart.width() - left - RIGHT) / heat.x().size();
        this.cellHeight = (chart.height() - TOP - BOTTOM) / (double) heat.rows().length;
    }

    static void draw(Chart chart, Mark.Heat heat, Graphics2D g) {
        var drawing = new HeatDrawing(chart, heat, g);
        drawing.pen.clear(chart.width(), chart.height());
        drawing.pen.title(chart.title(), chart.width() / 2.0, 22);
        drawing.cells();
        drawing.names();
        drawing.colorScale();
    }

    private void cells() {
        for (int r = 0; r < heat.rows().length; r++) {
            for (int c = 0; c < heat.x().size(); c++) {
                // A little wider than its place, so that no white lines stay between the cells.
                var cell = new Rectangle2D.Double(
                        left + c * cellWidth, TOP + r * cellHeight, cellWidth + 0.4, cellHeight + 0.4);
                pen.fill(cell, scale.color(heat.cells()[r][c]));
            }
        }
        double width = cellWidth * heat.x().size();
        double height = cellHeight * heat.rows().length;
        pen.outline(new Rectangle2D.Double(left, TOP, width, height), Palette.INK, 1);
    }

    private void names() {
        for (int r = 0; r < heat.rows().length; r++) {
            pen.right(heat.rows()[r], left - 8, TOP + (r + 0.5) * cellHeight);
        }
        List<String> names = columnNames(heat.x());
        double widest = names.stream().mapToDouble(Pen::width).max().orElse(1);
        widest += Math.min(16, widest / 3); // letters may stand close
        int every = (int) Math.max(1, Math.ceil(widest / cellWidth));
        double bottom = chart.height() - BOTTOM;
        for (int c = 0; c < names.size(); c += every) {
            double x = left + (c + 0.5) * cellWidth;
            pen.line(x, bottom, x, bottom + 4, Palette.INK, 1);
            pen.centered(names.get(c), x, bottom + 14);
        }
        pen.centered(chart.x().label(), left + cellWidth * names.size() / 2, chart.height() - 18);
        pen.upwards(chart.y().label(), 14, TOP + cellHeight * heat.rows().length / 2);
    }

    private void colorScale() {
        double x = chart.width() - RIGHT + 18;
        double height = chart.height() - TOP - BOTTOM;
        double step = height / SCALE_STEPS;
        for (int i = 0; i < SCALE_STEPS; i++) {
            double share = 1 - (i + 0.5) / SCALE_STEPS;
            pen.fill(
                    new Rectangle2D.Double(x, TOP + i * step, SCALE_WIDTH, step + 0.4),
                    Palette.at(scale.colors(), share));
        }
        pen.outline(new Rectangle2D.Double(x, TOP, SCALE_WIDTH, height), Palette.INK, 1);
        for (double share : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            double y = TOP + (1 - share) * height;
            pen.left(Pen.number(scale.low() + share * (scale.high() - scale.low())), x + SCALE_WIDTH + 5, y);
        }
        pen.upwards(heat.what().label(), chart.width() - 12, TOP + height / 2);
    }

    private static List<String> columnNames(Positions positions) {
        return PlotlyFigure.jsonPositions(positions).stream()
                .map(at -> at instanceof Double v && v == Math.rint(v) ? String.valueOf(v.longValue()) : "" + at)
                .toList();
    }
}
