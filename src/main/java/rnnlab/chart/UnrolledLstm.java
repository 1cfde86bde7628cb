package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import rnnlab.chart.Diagrams.LstmNumbers;

/** Draws an LSTM unit unrolled over time: the cell state along the top, the gates of each step under it. */
final class UnrolledLstm extends Diagram {

    private static final int COLUMN = 190;
    private static final int LEFT = 150;
    private static final int CELL = 100;
    private static final int GATES = 196;
    private static final int HIDDEN = 292;
    private static final int INPUT = 372;

    private final String title;
    private final List<LstmNumbers> steps;

    UnrolledLstm(String title, List<LstmNumbers> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps: there is no step to draw");
        }
        this.title = title;
        this.steps = List.copyOf(steps);
    }

    @Override
    public int width() {
        return (int) Math.max(LEFT + steps.size() * COLUMN - 40, Pen.width(title) * 1.4 + 40);
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
        pen.right("c", LEFT - 80, CELL);
        pen.right("h", LEFT - 80, HIDDEN);
        pen.right("x", LEFT - 80, INPUT);
        for (int t = 0; t < steps.size(); t++) {
            step(pen, t);
        }
    }

    private void step(Pen pen, int t) {
        LstmNumbers s = steps.get(t);
        double x = LEFT + t * COLUMN;
        double before = x - COLUMN + 24, from = t == 0 ? x - 76 : before;
        pen.centered("step " + (t + 1), x, 56);
        pen.arrow(from, CELL, x - 24, CELL, Palette.BLUE, 3);
        pen.label("\u00d7 " + Pen.number(s.f()), (from + x - 24) / 2 - 4, CELL - 16);
        // Both the hidden state one step back and the input go into the gates.
        pen.arrow(from, HIDDEN, x - 62, GATES + 38, Palette.TRUTH, 1.5);
        pen.line(x - 12, INPUT - 20, x - 36, HIDDEN + 20, Palette.TRUTH, 1.5);
        pen.arrow(x - 36, HIDDEN + 20, x - 36, GATES + 38, Palette.TRUTH, 1.5);
        gates(pen, s, x);
        pen.circle(Pen.number(s.c()), x, CELL, 22, Palette.SKY_BLUE);
        pen.circle(Pen.number(s.h()), x, HIDDEN, 22, Palette.scale(false).get(1));
        pen.circle(Pen.number(s.x()), x, INPUT, 22, Color.WHITE);
    }

    private static void gates(Pen pen, LstmNumbers s, double x) {
        pen.arrow(x - 24, GATES - 38, x - 12, CELL + 22, Palette.INK, 1.5);
        pen.right("+ " + Pen.number(s.i() * s.g()), x - 26, (CELL + GATES) / 2.0 - 4);
        pen.arrow(x + 28, CELL + 20, x + 28, GATES - 38, Palette.INK, 1.5);
        pen.arrow(x + 10, GATES + 38, x + 10, HIDDEN - 21, Palette.INK, 1.5);
        pen.box("", x, GATES, 132, 74, Color.WHITE);
        pen.centered("f " + Pen.number(s.f()) + "   i " + Pen.number(s.i()), x, GATES - 18);
        pen.centered("g " + Pen.number(s.g()), x, GATES);
        pen.centered("o " + Pen.number(s.o()), x, GATES + 18);
    }
}
