package rnnlab.chart;

import java.awt.Graphics2D;

/**
 * Draws one unit of an LSTM at one step: the cell state c runs along the top, the gates stand on the line of the inputs.
 *
 * <p>Equations: S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory" (1997), with the forget gate of F. Gers and others (2000).
 */
record LstmDiagram(double x, double hBefore, double cBefore, double f, double i, double g, double o)
        implements Diagram {

    private static final int STATE_Y = 110;
    private static final int GATE_Y = 250;
    private static final int INPUT_Y = 320;

    @Override
    public int width() {
        return 860;
    }

    @Override
    public int height() {
        return 450;
    }

    @Override
    public void draw(Graphics2D graphics) {
        var pen = new CellPen(graphics);
        pen.background(width(), height(), "An LSTM unit at one step");
        double c = f * cBefore + i * g;
        double h = o * Math.tanh(c);

        pen.wire(100, STATE_Y, 780, STATE_Y);
        pen.value("c\u2032", cBefore, 60, STATE_Y);
        pen.value("c", c, 805, STATE_Y);

        pen.line(100, INPUT_Y, 590, INPUT_Y);
        pen.value("h\u2032", hBefore, 60, INPUT_Y);
        pen.wire(180, 372, 180, INPUT_Y);
        pen.valueBelow("x", x, 180, 395);

        pen.gate("f", "\u03c3", f, 240, GATE_Y, INPUT_Y);
        pen.gate("i", "\u03c3", i, 370, GATE_Y, INPUT_Y);
        pen.gate("g", "tanh", g, 480, GATE_Y, INPUT_Y);
        pen.gate("o", "\u03c3", o, 590, GATE_Y, INPUT_Y);

        pen.wire(240, GATE_Y - 24, 240, STATE_Y + 14);
        pen.node("\u00d7", 240, STATE_Y);
        pen.note("f c\u2032 = " + Pen.number(f * cBefore), 300, STATE_Y - 16);

        pen.line(370, GATE_Y - 24, 370, 180);
        pen.wire(370, 180, 411, 180);
        pen.line(480, GATE_Y - 24, 480, 180);
        pen.wire(480, 180, 439, 180);
        pen.node("\u00d7", 425, 180);
        pen.wire(425, 166, 425, STATE_Y + 14);
        pen.node("+", 425, STATE_Y);
        pen.note("i g = " + Pen.number(i * g), 470, 146);

        pen.wire(690, STATE_Y, 690, 152);
        pen.box("tanh", Math.tanh(c), 690, 176);
        pen.wire(690, 200, 690, GATE_Y - 14);
        pen.wire(634, GATE_Y, 676, GATE_Y);
        pen.node("\u00d7", 690, GATE_Y);
        pen.line(690, GATE_Y + 14, 690, INPUT_Y);
        pen.wire(690, INPUT_Y, 780, INPUT_Y);
        pen.value("h", h, 805, INPUT_Y);

        pen.note(
                "c = f c\u2032 + i g = " + CellPen.product(f, cBefore) + " + " + CellPen.product(i, g) + " = "
                        + Pen.number(c) + "        h = o tanh(c) = " + CellPen.product(o, Math.tanh(c)) + " = "
                        + Pen.number(h),
                530,
                425);
    }
}
