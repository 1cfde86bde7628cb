package rnnlab.chart;

import java.awt.Graphics2D;

/**
 * Draws one unit of a GRU at one step: the hidden value runs along the top, the gates stand on the line of the inputs.
 *
 * <p>Equations: K. Cho and others, "Learning Phrase Representations using RNN Encoder-Decoder" (2014), with z the share
 * of the old value that stays, as in Keras.
 */
final class GruDiagram extends Diagram {

    private static final int STATE_Y = 110;
    private static final int GATE_Y = 250;
    private static final int INPUT_Y = 320;

    private final double x;
    private final double hBefore;
    private final double z;
    private final double r;
    private final double g;

    GruDiagram(double x, double hBefore, double z, double r, double g) {
        this.x = x;
        this.hBefore = hBefore;
        this.z = z;
        this.r = r;
        this.g = g;
    }

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
        pen.background(width(), height(), "A GRU unit at one step");
        double h = z * hBefore + (1 - z) * g;

        pen.wire(100, STATE_Y, 780, STATE_Y);
        pen.value("h(t\u22121)", hBefore, 60, STATE_Y);
        pen.value("h(t)", h, 805, STATE_Y);

        pen.line(140, STATE_Y, 140, INPUT_Y);
        pen.line(140, INPUT_Y, 470, INPUT_Y);
        pen.wire(180, 372, 180, INPUT_Y);
        pen.valueBelow("x(t)", x, 180, 395);

        pen.gate("r", "\u03c3", r, 250, GATE_Y, INPUT_Y);
        pen.gate("z", "\u03c3", z, 470, GATE_Y, INPUT_Y);

        // The reset gate lets a share of the old value through to the candidate; the input comes to it whole.
        pen.line(250, GATE_Y - 23, 250, 180);
        pen.wire(250, 180, 318, 180);
        pen.wire(332, STATE_Y, 332, 166);
        pen.node("\u00d7", 332, 180);
        pen.note("r h(t\u22121) = " + Pen.number(r * hBefore), 396, 200);
        pen.line(332, 194, 332, 343);
        pen.line(332, 343, 620, 343);
        pen.wire(620, 343, 620, GATE_Y + 24);
        pen.line(180, 360, 645, 360);
        pen.wire(645, 360, 645, GATE_Y + 24);
        pen.box("g =", g, 632, GATE_Y);
        pen.note("tanh", 672, GATE_Y + 36);

        // The update gate divides between the old value and the candidate.
        pen.wire(470, GATE_Y - 23, 470, STATE_Y + 14);
        pen.node("\u00d7", 470, STATE_Y);
        pen.note("z h(t\u22121) = " + Pen.number(z * hBefore), 545, STATE_Y - 16);
        pen.wire(470, 180, 618, 180);
        pen.note("1 \u2212 z = " + Pen.number(1 - z), 545, 166);
        pen.wire(632, GATE_Y - 23, 632, 194);
        pen.node("\u00d7", 632, 180);
        pen.wire(632, 166, 632, STATE_Y + 14);
        pen.node("+", 632, STATE_Y);
        pen.note("(1 \u2212 z) g = " + Pen.number((1 - z) * g), 706, 150);

        pen.note(
                "h(t) = z h(t\u22121) + (1 \u2212 z) g = " + CellPen.product(z, hBefore) + " + "
                        + CellPen.product(1 - z, g) + " = " + Pen.number(h),
                520,
                425);
    }
}
