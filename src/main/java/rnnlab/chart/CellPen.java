package rnnlab.chart;

import java.awt.Graphics2D;

/** Draws the parts of a recurrent cell: gates, nodes where values meet, wires between them. */
final class CellPen {

    private static final double WIRE = 1.6;

    private final Pen pen;

    CellPen(Graphics2D g) {
        pen = new Pen(g);
    }

    void background(int width, int height, String title) {
        pen.clear(width, height);
        pen.title(title, width / 2.0, 24);
    }

    void line(double x1, double y1, double x2, double y2) {
        pen.line(x1, y1, x2, y2, Palette.INK, WIRE);
    }

    /** A line that ends in an arrow. */
    void wire(double x1, double y1, double x2, double y2) {
        pen.arrow(x1, y1, x2, y2, Palette.INK, WIRE);
    }

    /** A value that comes in or goes out: its name over a circle with the number. */
    void value(String name, double value, double x, double y) {
        circle(value, x, y);
        pen.centered(name, x, y - 34);
    }

    /** The same for a value that comes from below: its name stands beside the wire. */
    void valueBelow(String name, double value, double x, double y) {
        circle(value, x, y);
        pen.right(name, x - 32, y);
    }

    private void circle(double value, double x, double y) {
        pen.circle(Pen.number(value), x, y, 24, Palette.at(Palette.scale(true), 0.5 + 0.35 * value));
    }

    /** A box with the name, the function and the value of a gate, and the wire that leads to it from below. */
    void gate(String name, String function, double value, double x, double y, double from) {
        wire(x, from, x, y + 24);
        box(name + " = " + Pen.number(value), value, x, y, 88);
        pen.left(function, x + 6, y + 36);
    }

    void box(String function, double value, double x, double y) {
        box(function + " " + Pen.number(value), value, x, y, 100);
    }

    private void box(String text, double value, double x, double y, double width) {
        pen.box(text, x, y, width, 46, Palette.at(Palette.scale(true), 0.5 + 0.35 * value));
    }

    /** A small circle where values are multiplied or added. */
    void node(String operation, double x, double y) {
        pen.circle(operation, x, y, 13, Palette.YELLOW);
    }

    void note(String text, double x, double y) {
        pen.label(text, x, y);
    }

    /** As "0.90 x 0.50", brackets round a negative number. */
    static String product(double a, double b) {
        return bracketed(a) + " \u00d7 " + bracketed(b);
    }

    private static String bracketed(double value) {
        return value < 0 ? "(" + Pen.number(value) + ")" : Pen.number(value);
    }
}
