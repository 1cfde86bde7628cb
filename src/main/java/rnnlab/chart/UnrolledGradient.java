package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;

/**
 * Draws one hidden unit unrolled over time with the gradient on its way back: what each step adds to the gradient of
 * each shared parameter stands under the step, and the sum of all steps at the right.
 */
final class UnrolledGradient extends Diagram {

    private static final int COLUMN = 150;
    private static final int LEFT = 170;
    private static final int HIDDEN = 110;
    private static final int INPUT = 200;
    private static final int TABLE = 262;
    private static final int LINE = 26;

    private final String title;
    private final double[] x; // [T]
    private final double[] h; // [T]
    private final double[] dh; // [T]
    private final String[] parameters; // [P]
    private final double[][] shares; // [P][T]

    UnrolledGradient(String title, double[] x, double[] h, double[] dh, String[] parameters, double[][] shares) {
        if (x.length == 0 || h.length != x.length || dh.length != x.length) {
            throw new IllegalArgumentException("x has " + x.length + " steps, h " + h.length + ", dh " + dh.length
                    + ": all need the same number, at least 1");
        }
        if (shares.length != parameters.length) {
            throw new IllegalArgumentException(
                    shares.length + " rows of shares for " + parameters.length + " parameters");
        }
        for (int p = 0; p < shares.length; p++) {
            if (shares[p].length != x.length) {
                throw new IllegalArgumentException("parameter " + parameters[p] + " has " + shares[p].length
                        + " shares; there are " + x.length + " steps");
            }
        }
        this.title = title;
        this.x = x;
        this.h = h;
        this.dh = dh;
        this.parameters = parameters;
        this.shares = shares;
    }

    @Override
    public int width() {
        return (int) Math.max(LEFT + (x.length + 1) * COLUMN + 10, Pen.width(title) * 1.4 + 40);
    }

    @Override
    public int height() {
        return TABLE + parameters.length * LINE + 20;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 24);
        pen.right("h", LEFT - 46, HIDDEN);
        pen.right("x", LEFT - 46, INPUT);
        int last = x.length - 1;
        for (int t = 0; t <= last; t++) {
            pen.centered("step " + (t + 1), x(t), 56);
            pen.arrow(x(t), INPUT - 24, x(t), HIDDEN + 24, Palette.TRUTH, 1.5);
            pen.circle(Pen.number(x[t]), x(t), INPUT, 22, Color.WHITE);
            pen.circle(Pen.number(h[t]), x(t), HIDDEN, 22, Palette.scale(false).get(1));
            pen.arrow(x(t) + 24, HIDDEN - 9, x(t + 1) - 24, HIDDEN - 9, Palette.TRUTH, 1.5);
            pen.arrow(x(t + 1) - 24, HIDDEN + 9, x(t) + 24, HIDDEN + 9, Palette.VERMILION, 2);
            pen.text(Pen.number(dh[t]), (x(t) + x(t + 1)) / 2, HIDDEN + 26, 0.5, Pen.TEXT, Palette.VERMILION);
        }
        pen.circle("L", x(last + 1), HIDDEN, 22, Palette.ORANGE);
        pen.right("to the gradient of", LEFT - 46, TABLE - 28);
        pen.centered("sum", x(last + 1), TABLE - 28);
        for (int p = 0; p < parameters.length; p++) {
            row(pen, p, TABLE + p * LINE);
        }
    }

    private void row(Pen pen, int p, double y) {
        pen.right(parameters[p], LEFT - 46, y);
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            sum += shares[p][t];
            pen.centered(Pen.number(shares[p][t]), x(t), y);
            pen.centered(t < x.length - 1 ? "+" : "=", (x(t) + x(t + 1)) / 2, y);
        }
        pen.centered(Pen.number(sum), x(x.length), y);
    }

    private static double x(int t) {
        return LEFT + t * COLUMN;
    }
}
