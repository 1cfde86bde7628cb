package rnnlab.chart;

import java.awt.Graphics2D;

/** Draws how a window slides over a series: in each line the values that go in, and those that should come out. */
final class SlidingWindowDiagram extends Diagram {

    private static final int BOX = 52;
    private static final int ROW = 46;
    private static final int LEFT = 120;
    private static final int TOP = 66;

    private final String title;
    private final double[] series;
    private final int steps;
    private final int ahead;
    private final int examples;

    SlidingWindowDiagram(String title, double[] series, int steps, int ahead, int examples) {
        if (steps < 1 || ahead < 1 || examples < 1) {
            throw new IllegalArgumentException(
                    "steps " + steps + ", ahead " + ahead + ", examples " + examples + ": each must be at least 1");
        }
        if (series.length < steps + ahead + examples - 1) {
            throw new IllegalArgumentException("the series has " + series.length + " values; " + examples
                    + " windows of steps " + steps + " and ahead " + ahead + " need " + (steps + ahead + examples - 1));
        }
        this.title = title;
        this.series = series;
        this.steps = steps;
        this.ahead = ahead;
        this.examples = examples;
    }

    private int shown() {
        return steps + ahead + examples - 1;
    }

    @Override
    public int width() {
        return (int) Math.max(Math.max(LEFT + shown() * BOX + 60, 440), Pen.width(title) * 1.4 + 40);
    }

    @Override
    public int height() {
        return TOP + (examples + 1) * ROW + 46;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 24);
        pen.right("the series", LEFT - 14, TOP);
        for (int i = 0; i < shown(); i++) {
            pen.box(Pen.number(series[i]), x(i), TOP, BOX - 4, 30, java.awt.Color.WHITE);
        }
        if (series.length > shown()) {
            pen.left("\u2026", x(shown()) - BOX / 2.0 + 6, TOP);
        }
        for (int e = 0; e < examples; e++) {
            double y = TOP + (e + 1) * ROW;
            pen.right("example " + (e + 1), LEFT - 14, y);
            for (int i = 0; i < steps + ahead; i++) {
                var color = i < steps ? Palette.scale(false).get(1) : Palette.ORANGE;
                pen.box(Pen.number(series[e + i]), x(e + i), y, BOX - 4, 30, color);
            }
        }
        double y = height() - 26;
        pen.box("", LEFT + 12, y, 22, 18, Palette.scale(false).get(1));
        pen.left(steps == 1 ? "input" : "input, " + steps + " steps", LEFT + 30, y);
        pen.box("", LEFT + 192, y, 22, 18, Palette.ORANGE);
        pen.left(ahead == 1 ? "target" : "target, " + ahead + " steps", LEFT + 210, y);
    }

    private static double x(int i) {
        return LEFT + (i + 0.5) * BOX;
    }
}
