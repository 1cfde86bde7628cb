package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;

/**
 * Draws sequences that are read in chunks, each sequence in a lane of its own: the state runs through a lane from chunk
 * to chunk, the gradient comes back inside a chunk only. A column of chunks is a batch.
 */
final class LanesDiagram extends Diagram {

    private static final int BOX = 30;
    private static final int GAP = 46; // between two chunks
    private static final int LANE = 92;
    private static final int LEFT = 96;
    private static final int TOP = 84;

    private final String title;
    private final String[][] lanes; // [B][steps]
    private final int chunk;

    LanesDiagram(String title, String[][] lanes, int chunk) {
        if (lanes.length == 0 || lanes[0].length == 0) {
            throw new IllegalArgumentException("lanes: there is no token to draw");
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            if (lanes[lane].length != lanes[0].length) {
                throw new IllegalArgumentException("lanes[" + lane + "] has " + lanes[lane].length
                        + " tokens, lanes[0] has " + lanes[0].length + ": all need the same number");
            }
        }
        if (chunk < 1 || lanes[0].length % chunk != 0) {
            throw new IllegalArgumentException("chunk: " + chunk + " tokens are not allowed; a lane of "
                    + lanes[0].length + " tokens is cut into chunks of equal length");
        }
        this.title = title;
        this.lanes = lanes;
        this.chunk = chunk;
    }

    private int chunks() {
        return lanes[0].length / chunk;
    }

    /** The left end of a chunk. */
    private double left(int c) {
        return LEFT + c * (chunk * BOX + GAP);
    }

    @Override
    public int width() {
        return (int) Math.max(left(chunks()) + 10, Math.max(Pen.width(title) * 1.4 + 40, 700));
    }

    @Override
    public int height() {
        return TOP + lanes.length * LANE + 40;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 22);
        for (int c = 0; c < chunks(); c++) {
            pen.centered((lanes.length == 1 ? "chunk " : "batch ") + (c + 1), left(c) + chunk * BOX / 2.0, 54);
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            lane(pen, lane, TOP + lane * LANE + 24);
        }
        double y = height() - 26;
        pen.arrow(LEFT, y, LEFT + 34, y, Palette.BLUE, 2);
        pen.left("the state goes on", LEFT + 42, y);
        pen.arrow(LEFT + 224, y, LEFT + 190, y, Palette.VERMILION, 2);
        pen.left("the gradient comes back, and ends where its chunk began", LEFT + 232, y);
    }

    private void lane(Pen pen, int lane, double y) {
        pen.right(lanes.length == 1 ? "h(0)" : "lane " + (lane + 1), LEFT - 46, y);
        for (int c = 0; c < chunks(); c++) {
            pen.arrow(left(c) - GAP + 4, y, left(c) - 4, y, Palette.BLUE, 2);
            for (int t = 0; t < chunk; t++) {
                String token = lanes[lane][c * chunk + t];
                pen.box(shown(token), left(c) + (t + 0.5) * BOX, y, BOX - 4, 30, color(lane));
            }
            double back = y + 32, end = left(c) + chunk * BOX;
            pen.arrow(end - 4, back, left(c) + 4, back, Palette.VERMILION, 2);
            pen.line(left(c) + 2, back - 7, left(c) + 2, back + 7, Palette.VERMILION, 2);
        }
    }

    /** Spaces and line ends must be seen. */
    private static String shown(String token) {
        return Pen.fit(token.equals(" ") ? "\u2423" : token.replace("\n", "\u21b5"), BOX - 8);
    }

    private static Color color(int lane) {
        return lane % 2 == 0
                ? Palette.scale(false).get(1)
                : Palette.scale(false).get(0);
    }
}
