package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;

/** Draws a lattice: circles in rows and steps, and the arrows of the paths through it. */
final class LatticeDiagram extends Diagram {

    private static final int LEFT = 70;
    private static final int TOP = 64;
    private static final int STEP = 92;
    private static final int ROW = 58;
    private static final double RADIUS = 19;

    private final String title;
    private final String[] rows;
    private final double[][] values;
    private final double[][][] moves;

    LatticeDiagram(String title, String[] rows, double[][] values, double[][][] moves) {
        if (rows.length == 0 || values.length != rows.length || moves.length != values[0].length - 1) {
            throw new IllegalArgumentException("lattice: " + rows.length + " rows, values for " + values.length
                    + " of them, and " + moves.length + " steps with moves; one fewer than there are steps");
        }
        this.title = title;
        this.rows = rows;
        this.values = values;
        this.moves = moves;
    }

    @Override
    public int width() {
        return (int) Math.max(LEFT + values[0].length * STEP, Pen.width(title) * 1.4 + 40);
    }

    @Override
    public int height() {
        return TOP + rows.length * ROW + 34;
    }

    private static double x(int t) {
        return LEFT + (t + 0.4) * STEP;
    }

    private static double y(int row) {
        return TOP + (row + 0.5) * ROW;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 24);
        double most = Arrays.stream(moves)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElse(1);
        for (int t = 0; t < moves.length; t++) {
            for (int from = 0; from < rows.length; from++) {
                for (int to = 0; to < rows.length; to++) {
                    if (moves[t][from][to] > 0) {
                        arrow(pen, t, from, to, moves[t][from][to] / most);
                    }
                }
            }
        }
        double greatest =
                Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(1);
        for (int row = 0; row < rows.length; row++) {
            pen.right(rows[row], LEFT - 6, y(row));
            for (int t = 0; t < values[0].length; t++) {
                double value = values[row][t];
                boolean none = value == 0;
                var color = none ? Color.WHITE : Palette.at(Palette.scale(false), 0.1 + 0.9 * value / greatest);
                pen.circle(none ? "" : number(value), x(t), y(row), RADIUS, color);
            }
        }
        for (int t = 0; t < values[0].length; t++) {
            pen.centered(String.valueOf(t + 1), x(t), y(rows.length) - 12);
        }
        pen.right("frame", LEFT - 6, y(rows.length) - 12);
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < 10_000 ? String.valueOf((long) value) : Pen.number(value);
    }

    private static void arrow(Pen pen, int t, int from, int to, double part) {
        double dx = STEP, dy = (to - from) * (double) ROW, length = Math.hypot(dx, dy);
        double cutX = dx / length * (RADIUS + 1), cutY = dy / length * (RADIUS + 1);
        pen.arrow(x(t) + cutX, y(from) + cutY, x(t + 1) - cutX, y(to) - cutY, Palette.BLUE, 0.8 + 2.4 * part);
    }
}
