package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;

/** A recurrent node as it is written down: input, one hidden neuron with a loop to itself, output, five parameters. */
public final class FoldedNode extends Diagram {
    private final String title;
    private final double w1;
    private final double b1;
    private final double w2;
    private final double w3;
    private final double b2;

    /** Draws h(t) = relu(w1 x(t) + b1 + w2 h(t-1)) and its output y = w3 h(T) + b2. */
    public FoldedNode(String title, double w1, double b1, double w2, double w3, double b2) {
        this.title = title;
        this.w1 = w1;
        this.b1 = b1;
        this.w2 = w2;
        this.w3 = w3;
        this.b2 = b2;
    }

    @Override
    public int width() {
        return 560;
    }

    @Override
    public int height() {
        return 250;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 22);
        double middle = 165;
        pen.arrow(94, middle, 252, middle, Palette.INK, 1.5);
        pen.arrow(308, middle, 466, middle, Palette.INK, 1.5);
        pen.outline(new CubicCurve2D.Double(290, 141, 340, 40, 220, 40, 267, 135), Palette.VERMILION, 2);
        pen.arrow(266, 133, 269, 139, Palette.VERMILION, 2);
        pen.circle("x", 70, middle, 24, Color.WHITE);
        pen.circle("relu", 280, middle, 28, Palette.scale(false).get(1));
        pen.circle("y", 490, middle, 24, Color.WHITE);
        pen.centered("\u00d7 w1 = " + Pen.number(w1), 172, middle - 16);
        pen.centered("\u00d7 w3 = " + Pen.number(w3), 388, middle - 16);
        pen.left("\u00d7 w2 = " + Pen.number(w2) + ", one step later", 326, 80);
        pen.centered("+ b1 = " + Pen.number(b1), 280, middle + 44);
        pen.centered("+ b2 = " + Pen.number(b2), 490, middle + 44);
    }
}
