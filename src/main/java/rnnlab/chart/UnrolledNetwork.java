package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recurrent network unrolled over time, with its numbers: each column is a time step, inputs below, hidden values
 * above them, the output at the end. Colour shows the size and sign of the values; arrows have the colour of their
 * weight.
 */
public final class UnrolledNetwork extends Diagram {
    private static final int COLUMN = 120;
    private static final int ROW = 78;
    private static final int RADIUS = 24;
    private static final int TOP = 70;

    private final String title;
    private final double[][] x; // [T][F]
    private final double[][] h; // [T][H]
    private final double[] y; // [O]
    private final double[][] wx; // [F][H]
    private final double[][] wh; // [H][H]
    private final double[][] wy; // [H][O]
    private final List<String> legend;

    private UnrolledNetwork(
            String title,
            double[][] x,
            double[][] h,
            double[] y,
            double[][] wx,
            double[][] wh,
            double[][] wy,
            List<String> legend) {
        this.title = title;
        this.x = x;
        this.h = h;
        this.y = y;
        this.wx = wx;
        this.wh = wh;
        this.wy = wy;
        this.legend = legend;
    }

    /**
     * The values of a network.
     *
     * @param x inputs, [T][F]
     * @param h hidden values, [T][H]
     * @param y outputs after the last step, [O]; empty where there is none
     */
    public static UnrolledNetwork of(String title, double[][] x, double[][] h, double[] y) {
        if (x.length == 0 || x.length != h.length) {
            throw new IllegalArgumentException("x has " + x.length + " time steps and h has " + h.length
                    + "; both need the same number, at least 1");
        }
        return new UnrolledNetwork(
                title,
                x,
                h,
                y,
                new double[x[0].length][h[0].length],
                new double[h[0].length][h[0].length],
                new double[h[0].length][y.length],
                List.of());
    }

    /**
     * The weights, which colour the arrows: vermilion above zero, blue below.
     *
     * @param wx [F][H]
     * @param wh [H][H], from unit i to unit j one step later
     * @param wy [H][O]
     */
    public UnrolledNetwork weights(double[][] wx, double[][] wh, double[][] wy) {
        return new UnrolledNetwork(title, x, h, y, wx, wh, wy, legend);
    }

    /** Lines of text at the left, for example the parameters. */
    public UnrolledNetwork legend(String... lines) {
        return new UnrolledNetwork(title, x, h, y, wx, wh, wy, List.of(lines));
    }

    private double left() {
        double widest = legend.stream().mapToDouble(Pen::width).max().orElse(0);
        return 112 + (widest == 0 ? 0 : widest + 20);
    }

    @Override
    public int width() {
        return (int) Math.max(left() + COLUMN * (x.length - (y.length > 0 ? 0 : 1)) + 60, Pen.width(title) * 1.4 + 40);
    }

    @Override
    public int height() {
        return TOP + ROW * (h[0].length + x[0].length) + 10;
    }

    private double xAt(int t) {
        return left() + t * COLUMN;
    }

    private double hiddenY(int unit) {
        return TOP + 24 + unit * ROW;
    }

    private double inputY(int feature) {
        return hiddenY(h[0].length + feature) + 10;
    }

    private double outputY(int output) {
        return hiddenY(0) + output * ROW + (h[0].length - y.length) * ROW / 2.0;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 22);
        for (int i = 0; i < legend.size(); i++) {
            pen.left(legend.get(i), 14, TOP + 4 + i * 20);
        }
        arrows(pen);
        circles(pen);
    }

    private void arrows(Pen pen) {
        int last = h.length - 1;
        for (int t = 0; t <= last; t++) {
            for (int f = 0; f < wx.length; f++) {
                for (int j = 0; j < h[0].length; j++) {
                    fromInput(pen, t, f, j);
                }
            }
            for (int i = 0; t > 0 && i < h[0].length; i++) {
                for (int j = 0; j < h[0].length; j++) {
                    arrow(pen, xAt(t - 1), hiddenY(i), xAt(t), hiddenY(j), wh[i][j]);
                }
            }
        }
        for (int i = 0; i < h[0].length; i++) {
            for (int o = 0; o < y.length; o++) {
                arrow(pen, xAt(last), hiddenY(i), xAt(last + 1), outputY(o), wy[i][o]);
            }
        }
    }

    /** From an input to a hidden unit, round those that stand between. */
    private void fromInput(Pen pen, int t, int f, int j) {
        if (f == 0 && j == h[0].length - 1) {
            arrow(pen, xAt(t), inputY(f), xAt(t), hiddenY(j), wx[f][j]);
            return;
        }
        double rim = RADIUS * 0.75, side = xAt(t) - RADIUS - 12;
        double width = thickness(wx[f][j]);
        pen.line(xAt(t) - rim, inputY(f) - rim, side, hiddenY(h[0].length - 1), color(wx[f][j]), width);
        pen.line(side, hiddenY(h[0].length - 1), side, hiddenY(j + 1), color(wx[f][j]), width);
        pen.arrow(side, hiddenY(j + 1), xAt(t) - rim, hiddenY(j) + rim, color(wx[f][j]), width);
    }

    private static Color color(double weight) {
        return weight == 0 ? Palette.TRUTH : weight > 0 ? Palette.VERMILION : Palette.BLUE;
    }

    private static double thickness(double weight) {
        return 1 + Math.min(3, Math.abs(weight));
    }

    /** An arrow between two circles, from rim to rim. */
    private static void arrow(Pen pen, double x1, double y1, double x2, double y2, double weight) {
        double angle = Math.atan2(y2 - y1, x2 - x1);
        double dx = RADIUS * Math.cos(angle), dy = RADIUS * Math.sin(angle);
        pen.arrow(x1 + dx, y1 + dy, x2 - dx, y2 - dy, color(weight), thickness(weight));
    }

    private void circles(Pen pen) {
        var values = HeatScale.of(Stream.concat(Arrays.stream(h), Stream.of(y)).toArray(double[][]::new));
        for (int t = 0; t < x.length; t++) {
            pen.centered("step " + (t + 1), xAt(t), TOP - 18);
            for (int f = 0; f < x[0].length; f++) {
                pen.circle(Pen.number(x[t][f]), xAt(t), inputY(f), RADIUS, Color.WHITE);
            }
            for (int j = 0; j < h[0].length; j++) {
                pen.circle(Pen.number(h[t][j]), xAt(t), hiddenY(j), RADIUS, values.color(h[t][j]));
            }
        }
        for (int f = 0; f < x[0].length; f++) {
            pen.right("x", xAt(0) - RADIUS - 22, inputY(f));
        }
        for (int j = 0; j < h[0].length; j++) {
            pen.right(h[0].length == 1 ? "h" : "h" + (j + 1), xAt(0) - RADIUS - 22, hiddenY(j));
        }
        for (int o = 0; o < y.length; o++) {
            pen.circle(Pen.number(y[o]), xAt(x.length), outputY(o), RADIUS, values.color(y[o]));
            pen.centered("y", xAt(x.length), outputY(o) - RADIUS - 12);
        }
    }
}
