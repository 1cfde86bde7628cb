package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;

/** Draws a bidirectional layer of one unit each way: one reads from the left, the other from the right. */
final class BidirectionalDiagram extends Diagram {

    private static final int COLUMN = 116;
    private static final int LEFT = 150;
    private static final int OUTPUT = 84;
    private static final int BACKWARD = 170;
    private static final int FORWARD = 250;
    private static final int INPUT = 330;

    private final String title;
    private final String[] x; // [T], as it is shown
    private final double[] forward; // [T]
    private final double[] backward; // [T], of the same steps

    BidirectionalDiagram(String title, String[] x, double[] forward, double[] backward) {
        if (x.length == 0 || forward.length != x.length || backward.length != x.length) {
            throw new IllegalArgumentException("x has " + x.length + " steps, forward " + forward.length + ", backward "
                    + backward.length + ": all need the same number, at least 1");
        }
        this.title = title;
        this.x = x;
        this.forward = forward;
        this.backward = backward;
    }

    @Override
    public int width() {
        return (int) Math.max(LEFT + x.length * COLUMN, Pen.width(title) * 1.4 + 40);
    }

    @Override
    public int height() {
        return INPUT + 40;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 24);
        pen.right("output", LEFT - 60, OUTPUT);
        pen.right("reads \u2190", LEFT - 60, BACKWARD);
        pen.right("reads \u2192", LEFT - 60, FORWARD);
        pen.right("x", LEFT - 60, INPUT);
        for (int t = 0; t < x.length; t++) {
            double at = LEFT + t * COLUMN;
            pen.centered("step " + (t + 1), at, 54);
            if (t > 0) {
                pen.arrow(at - COLUMN + 24, FORWARD, at - 24, FORWARD, Palette.BLUE, 2);
                pen.arrow(at - 24, BACKWARD, at - COLUMN + 24, BACKWARD, Palette.VERMILION, 2);
            }
            // From an input to both, and from both to the output: past the other one on its own side.
            pen.arrow(at, INPUT - 17, at, FORWARD + 24, Palette.TRUTH, 1.5);
            side(pen, at + 30, at + 12, INPUT - 17, at + 18, BACKWARD + 16);
            side(pen, at - 30, at - 16, FORWARD - 17, at - 12, OUTPUT + 17);
            pen.arrow(at + 6, BACKWARD - 23, at + 6, OUTPUT + 17, Palette.TRUTH, 1.5);
            pen.box(Pen.number(forward[t]) + " " + Pen.number(backward[t]), at, OUTPUT, 84, 30, Palette.ORANGE);
            pen.circle(
                    Pen.number(backward[t]),
                    at,
                    BACKWARD,
                    22,
                    Palette.scale(true).get(3));
            pen.circle(
                    Pen.number(forward[t]),
                    at,
                    FORWARD,
                    22,
                    Palette.scale(false).get(1));
            pen.box(Pen.fit(x[t], 60), at, INPUT, 68, 30, Color.WHITE);
        }
    }

    /** From (x1, y1) up along a side to (x2, y2). */
    private static void side(Pen pen, double side, double x1, double y1, double x2, double y2) {
        pen.line(x1, y1, side, y1 - 16, Palette.TRUTH, 1.5);
        pen.line(side, y1 - 16, side, y2 + 14, Palette.TRUTH, 1.5);
        pen.arrow(side, y2 + 14, x2, y2, Palette.TRUTH, 1.5);
    }
}
