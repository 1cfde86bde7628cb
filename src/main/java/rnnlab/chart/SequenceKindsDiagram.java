package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import rnnlab.chart.Diagrams.SequenceKind;

/**
 * Draws kinds of sequences side by side: inputs below, the recurrent layer in the middle, outputs above, one column for
 * each step. Where a step has no input or no output there is none.
 */
final class SequenceKindsDiagram extends Diagram {

    private static final int COLUMN = 78;
    private static final int GAP = 56; // between two kinds
    private static final int ROW = 250; // height of a row of kinds
    private static final int WIDEST = 900;

    private final List<SequenceKind> kinds;

    SequenceKindsDiagram(List<SequenceKind> kinds) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds: there is nothing to draw");
        }
        this.kinds = kinds;
    }

    private static double width(SequenceKind kind) {
        return Math.max(kind.steps() * COLUMN, Pen.width(kind.name()) + 10) + GAP;
    }

    @Override
    public int width() {
        double widest = 0, row = 0;
        for (SequenceKind kind : kinds) {
            row = row > 0 && row + width(kind) > WIDEST ? width(kind) : row + width(kind);
            widest = Math.max(widest, row);
        }
        return (int) widest + 10;
    }

    @Override
    public int height() {
        double row = 0;
        int rows = 1;
        for (SequenceKind kind : kinds) {
            boolean wrapped = row > 0 && row + width(kind) > WIDEST;
            rows += wrapped ? 1 : 0;
            row = (wrapped ? 0 : row) + width(kind);
        }
        return rows * ROW;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        double left = 0, top = 0;
        for (SequenceKind kind : kinds) {
            if (left > 0 && left + width(kind) > WIDEST) {
                left = 0;
                top += ROW;
            }
            draw(pen, kind, left + GAP / 2.0 + 5, top);
            left += width(kind);
        }
    }

    private static void draw(Pen pen, SequenceKind kind, double left, double top) {
        double out = top + 76, layer = top + 138, in = top + 200;
        double room = width(kind) - GAP;
        pen.text(kind.name(), left + room / 2, top + 28, 0.5, Pen.TEXT.deriveFont(java.awt.Font.BOLD), Palette.INK);
        double first = left + (room - kind.steps() * COLUMN) / 2 + COLUMN / 2.0;
        for (int t = 0; t < kind.steps(); t++) {
            double x = first + t * COLUMN;
            if (t > 0) {
                pen.arrow(x - COLUMN + 18, layer, x - 18, layer, Palette.VERMILION, 2);
            }
            token(pen, kind.inputs().get(t), x, in, Palette.scale(false).get(1));
            if (!kind.inputs().get(t).isEmpty()) {
                pen.arrow(x, in - 17, x, layer + 18, Palette.INK, 1.5);
            }
            pen.circle(kind.steps() > 1 ? "h" + (t + 1) : "h", x, layer, 17, Palette.YELLOW);
            token(pen, kind.outputs().get(t), x, out, Palette.ORANGE);
            if (!kind.outputs().get(t).isEmpty()) {
                pen.arrow(x, layer - 18, x, out + 17, Palette.INK, 1.5);
            }
        }
    }

    private static void token(Pen pen, String text, double x, double y, Color color) {
        if (!text.isEmpty()) {
            pen.box(Pen.fit(text, COLUMN - 12), x, y, COLUMN - 8, 30, color);
        }
    }
}
