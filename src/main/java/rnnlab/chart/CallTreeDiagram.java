package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import rnnlab.chart.Diagrams.Call;

/** Draws a tree of calls: each call over the calls that it makes, what comes back beside the lines. */
final class CallTreeDiagram extends Diagram {

    private static final int GAP = 24;
    private static final int LEVEL = 84;
    private static final int TOP = 76;
    private static final int BOX = 34;

    private final String title;
    private final Call root;

    CallTreeDiagram(String title, Call root) {
        this.title = title;
        this.root = root;
    }

    @Override
    public int width() {
        return (int) Math.max(treeWidth(root), Pen.width(title) * 1.4) + 2 * GAP;
    }

    @Override
    public int height() {
        return TOP + (depth(root) - 1) * LEVEL + BOX + 24;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 24);
        draw(pen, root, (width() - treeWidth(root)) / 2, TOP);
    }

    /** Draws a call and all below it; returns the middle of its box. */
    private double draw(Pen pen, Call call, double left, double y) {
        double middle = left + treeWidth(call) / 2;
        double childLeft = left + (treeWidth(call) - childrenWidth(call)) / 2;
        for (Call child : call.calls()) {
            double x = draw(pen, child, childLeft, y + LEVEL);
            pen.arrow(x, y + LEVEL - BOX / 2.0, middle, y + BOX / 2.0 + 1, Palette.BLUE, 1.4);
            pen.label(child.result(), (x + middle) / 2, y + LEVEL / 2.0);
            childLeft += treeWidth(child);
        }
        var color = call.calls().isEmpty() ? Palette.at(Palette.scale(false), 0.25) : Color.WHITE;
        pen.box(text(call), middle, y, boxWidth(call), BOX, color);
        return middle;
    }

    private static String text(Call call) {
        return call.text() + " = " + call.result();
    }

    private static double boxWidth(Call call) {
        return Pen.width(text(call)) + 24;
    }

    private static double treeWidth(Call call) {
        return Math.max(boxWidth(call) + GAP, childrenWidth(call));
    }

    private static double childrenWidth(Call call) {
        return call.calls().stream().mapToDouble(CallTreeDiagram::treeWidth).sum();
    }

    private static int depth(Call call) {
        return 1 + call.calls().stream().mapToInt(CallTreeDiagram::depth).max().orElse(0);
    }
}
