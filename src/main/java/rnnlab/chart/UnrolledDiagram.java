package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;

/** Draws a recurrent network over time: a column for each step, inputs below, hidden units in the middle, outputs above. */
record UnrolledDiagram(
        double[][] inputs, double[][] hidden, double[][] outputs, RecurrentWeights weights, boolean folded)
        implements Diagram {

    private static final int MAX_STEPS = 8;
    private static final int RADIUS = 21;
    private static final int LEFT = 80;
    private static final int STEP = 210;
    private static final int ACROSS = 64;
    private static final int DOWN = 74;
    private static final int OUTPUT_Y = 70;
    private static final int HIDDEN_Y = 190;

    UnrolledDiagram {
        RecurrentWeights.limit("steps", inputs.length, MAX_STEPS);
        if (hidden.length != inputs.length || outputs.length != inputs.length) {
            throw new IllegalArgumentException("inputs, hidden and outputs need one row a step, but they have "
                    + inputs.length + ", " + hidden.length + " and " + outputs.length);
        }
        for (int t = 0; t < inputs.length; t++) {
            row("inputs", t, inputs[t].length, weights.features());
            row("hidden", t, hidden[t].length, weights.units());
            if (outputs[t].length > 0) {
                row("outputs", t, outputs[t].length, weights.outputs());
            }
        }
    }

    private static void row(String name, int t, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    name + " at step " + (t + 1) + " has " + length + " values where the weights need " + expected);
        }
    }

    @Override
    public int width() {
        return LEFT + STEP * (inputs.length + (folded ? 0 : 1)) + (folded ? 110 : 0);
    }

    @Override
    public int height() {
        return (int) inputY() + 140;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.left("output y", 10, OUTPUT_Y);
        pen.left(
                "hidden h",
                10,
                (unit(0, 0).getY() + unit(0, weights.units() - 1).getY()) / 2);
        pen.left("input x", 10, inputY());
        for (int t = 0; t < inputs.length; t++) {
            arrows(pen, t);
        }
        if (folded) {
            loops(pen, g);
        }
        for (int t = folded ? 0 : -1; t < inputs.length; t++) {
            circles(pen, t);
        }
        pen.centered(
                folded ? "arrows: weights" : "arrows: weights, the same at each step", width() / 2.0, height() - 50);
        pen.centered("circles: values", width() / 2.0, height() - 32);
        pen.centered("orange is positive, blue negative", width() / 2.0, height() - 14);
    }

    private void arrows(Pen pen, int t) {
        for (int j = 0; j < weights.units(); j++) {
            for (int i = 0; i < weights.features(); i++) {
                weight(pen, input(t, i), unit(t, j), weights.wx()[i][j], 0.45);
            }
            for (int before = 0; before < weights.units() && !folded; before++) {
                double where = before == j ? 0.5 : 0.32;
                weight(pen, unit(t - 1, before), unit(t, j), weights.wh()[before][j], where);
            }
            for (int k = 0; k < outputs[t].length; k++) {
                weight(pen, unit(t, j), output(t, k), weights.wy()[j][k], 0.62);
            }
        }
    }

    /** Each hidden unit leads back to itself; weights between different units stand beside. */
    private void loops(Pen pen, Graphics2D g) {
        for (int j = 0; j < weights.units(); j++) {
            Point2D p = unit(0, j);
            double w = weights.wh()[j][j];
            double right = p.getX() + RADIUS;
            pen.outline(
                    new QuadCurve2D.Double(right - 3, p.getY() - 10, right + 75, p.getY(), right + 2, p.getY() + 9),
                    color(w),
                    1.8);
            pen.arrow(right + 8, p.getY() + 8, right - 1, p.getY() + 9, color(w), 1.8);
            pen.left(Pen.number(w), right + 44, p.getY());
        }
    }

    private void circles(Pen pen, int t) {
        for (int j = 0; j < weights.units(); j++) {
            value(pen, unit(t, j), t < 0 ? 0 : hidden[t][j]);
        }
        if (t < 0) {
            pen.centered("start", columnX(t), inputY() + 44);
            return;
        }
        for (int i = 0; i < weights.features(); i++) {
            value(pen, input(t, i), inputs[t][i]);
        }
        for (int k = 0; k < outputs[t].length; k++) {
            value(pen, output(t, k), outputs[t][k]);
        }
        pen.centered(folded ? "each step" : "t = " + (t + 1), columnX(t), inputY() + 44);
    }

    private static void value(Pen pen, Point2D at, double value) {
        // Values of a unit lie in -1..1 for tanh; larger ones get the full colour.
        pen.circle(
                Pen.number(value), at.getX(), at.getY(), RADIUS, Palette.at(Palette.scale(true), 0.5 + 0.35 * value));
    }

    private static void weight(Pen pen, Point2D from, Point2D to, double w, double labelAt) {
        double dx = to.getX() - from.getX();
        double dy = to.getY() - from.getY();
        double length = Math.hypot(dx, dy);
        double ux = dx / length;
        double uy = dy / length;
        double width = Math.min(3.5, 0.8 + Math.abs(w));
        pen.arrow(
                from.getX() + RADIUS * ux,
                from.getY() + RADIUS * uy,
                to.getX() - (RADIUS + 1) * ux,
                to.getY() - (RADIUS + 1) * uy,
                color(w),
                width);
        pen.label(Pen.number(w), from.getX() + labelAt * dx, from.getY() + labelAt * dy);
    }

    private static Color color(double w) {
        return w < 0 ? Palette.BLUE : Palette.VERMILION;
    }

    private double columnX(int t) {
        return LEFT + STEP * (t + (folded ? 0.5 : 1.5));
    }

    /** Units stand on a slope, so that no arrow from below runs through another unit. */
    private Point2D unit(int t, int j) {
        return new Point2D.Double(columnX(t) + spread(j, weights.units()), HIDDEN_Y + j * DOWN);
    }

    private Point2D input(int t, int i) {
        return new Point2D.Double(columnX(t) + spread(i, weights.features()), inputY());
    }

    private Point2D output(int t, int k) {
        return new Point2D.Double(columnX(t) + spread(k, weights.outputs()), OUTPUT_Y);
    }

    private double inputY() {
        return HIDDEN_Y + (weights.units() - 1) * DOWN + 120;
    }

    private static double spread(int index, int count) {
        return (index - (count - 1) / 2.0) * ACROSS;
    }
}
