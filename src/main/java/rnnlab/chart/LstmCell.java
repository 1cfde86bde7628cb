package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/**
 * An LSTM unit with the numbers of one step: the cell state (long-term memory) runs along the top, the hidden state
 * (short-term memory) along the bottom, the gates stand between them.
 */
public final class LstmCell extends Diagram {
    private static final double CELL = 90; // height of the cell state's line
    private static final double GATES = 270;
    private static final double BUS = 345; // x and h come in here

    /** The unit as it is built up: each part is drawn with those before it. */
    public enum Part {
        /** The cell state alone: nothing changes it. */
        CELL_STATE,
        /** The forget gate too. */
        FORGET,
        /** The input gate and the candidate too. */
        INPUT,
        /** The output gate too: the whole unit. */
        OUTPUT
    }

    private final String title;
    private final Part last;
    private final double x;
    private final double hBefore;
    private final double cBefore;
    private final double f;
    private final double i;
    private final double g;
    private final double o;
    private final double c;
    private final double h;

    /**
     * One step's numbers.
     *
     * @param hBefore hidden state one step before
     * @param cBefore cell state one step before
     * @param f forget gate, 0 to 1
     * @param i input gate, 0 to 1
     * @param g candidate, -1 to 1
     * @param o output gate, 0 to 1
     * @param c cell state after the step
     * @param h hidden state after the step
     */
    public LstmCell(
            String title,
            double x,
            double hBefore,
            double cBefore,
            double f,
            double i,
            double g,
            double o,
            double c,
            double h) {
        this(title, Part.OUTPUT, x, hBefore, cBefore, f, i, g, o, c, h);
    }

    private LstmCell(
            String title,
            Part last,
            double x,
            double hBefore,
            double cBefore,
            double f,
            double i,
            double g,
            double o,
            double c,
            double h) {
        this.title = title;
        this.last = last;
        this.x = x;
        this.hBefore = hBefore;
        this.cBefore = cBefore;
        this.f = f;
        this.i = i;
        this.g = g;
        this.o = o;
        this.c = c;
        this.h = h;
    }

    /** The same unit, only as far as this part. */
    public LstmCell upTo(Part part) {
        return new LstmCell(title, part, x, hBefore, cBefore, f, i, g, o, c, h);
    }

    private boolean has(Part part) {
        return part.compareTo(last) <= 0;
    }

    @Override
    public int width() {
        return 820;
    }

    @Override
    public int height() {
        return 400;
    }

    @Override
    public void draw(Graphics2D graphics) {
        var pen = new Pen(graphics);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 24);
        cellState(pen);
        if (has(Part.FORGET)) {
            inputs(pen);
            forget(pen);
        }
        if (has(Part.INPUT)) {
            input(pen);
        }
        if (has(Part.OUTPUT)) {
            output(pen);
        }
    }

    private void cellState(Pen pen) {
        arrow(pen, 110, CELL, 706, CELL);
        double far = has(Part.INPUT) ? c : has(Part.FORGET) ? f * cBefore : cBefore;
        pen.circle(Pen.number(cBefore), 84, CELL, 26, Color.WHITE);
        pen.circle(Pen.number(far), 734, CELL, 26, Color.WHITE);
        pen.centered("long-term memory c(t\u22121)", 84, CELL - 40);
        pen.centered("c(t)" + (has(Part.INPUT) ? "" : " so far"), 734, CELL - 40);
    }

    /** What all gates hear: the input and the hidden state one step back. */
    private void inputs(Pen pen) {
        pen.circle(Pen.number(hBefore), 84, GATES, 26, Color.WHITE);
        pen.centered("short-term memory h(t\u22121)", 84, GATES - 40);
        pen.circle(Pen.number(x), 84, BUS, 26, Color.WHITE);
        pen.right("x(t)", 50, BUS);
        double end = has(Part.OUTPUT) ? 550 : has(Part.INPUT) ? 420 : 200;
        pen.line(110, BUS, end, BUS, Palette.INK, 1.5);
        pen.line(104, GATES + 17, 130, BUS, Palette.INK, 1.5);
    }

    private void forget(Pen pen) {
        gate(pen, "forget", f, 200, Palette.ORANGE);
        arrow(pen, 110, CELL, 184, CELL);
        operation(pen, "\u00d7", 200, CELL);
        pen.left(Pen.number(f * cBefore) + " kept", 222, CELL - 14);
        arrow(pen, 200, GATES - 24, 200, CELL + 16);
    }

    private void input(Pen pen) {
        gate(pen, "input", i, 310, Palette.SKY_BLUE);
        gate(pen, "candidate", g, 420, Palette.YELLOW);
        arrow(pen, 216, CELL, 349, CELL);
        operation(pen, "\u00d7", 365, 180);
        operation(pen, "+", 365, CELL);
        arrow(pen, 365, 164, 365, CELL + 16);
        pen.left(Pen.number(i * g) + " comes in", 374, 138);
        path(pen, 310, GATES - 24, 310, 180, 349, 180);
        path(pen, 420, GATES - 24, 420, 180, 381, 180);
    }

    private void output(Pen pen) {
        gate(pen, "output", o, 550, Palette.PURPLE);
        operation(pen, "\u00d7", 640, 215);
        arrow(pen, 640, CELL, 640, 135);
        arrow(pen, 640, 165, 640, 199);
        pen.box(
                "tanh " + Pen.number(Math.tanh(c)),
                640,
                150,
                84,
                30,
                Palette.scale(false).get(1));
        path(pen, 550, GATES - 24, 550, 215, 624, 215);
        path(pen, 656, 215, 734, 215, 734, GATES - 27);
        pen.circle(Pen.number(h), 734, GATES, 26, Color.WHITE);
        pen.centered("h(t)", 734, GATES + 40);
    }

    private static void gate(Pen pen, String name, double value, double x, Color color) {
        pen.box(name + " " + Pen.number(value), x, GATES, 102, 48, color);
        arrow(pen, x, BUS, x, GATES + 24);
    }

    private static void operation(Pen pen, String sign, double x, double y) {
        pen.circle(sign, x, y, 16, Color.WHITE);
    }

    private static void arrow(Pen pen, double x1, double y1, double x2, double y2) {
        pen.arrow(x1, y1, x2, y2, Palette.INK, 1.5);
    }

    /** Round one corner. */
    private static void path(Pen pen, double x1, double y1, double x2, double y2, double x3, double y3) {
        var line = new Path2D.Double();
        line.moveTo(x1, y1);
        line.lineTo(x2, y2);
        pen.outline(line, Palette.INK, 1.5);
        arrow(pen, x2, y2, x3, y3);
    }
}
