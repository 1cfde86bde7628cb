package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import rnnlab.chart.Diagrams.Read;
import rnnlab.chart.Diagrams.Written;

/**
 * Draws an encoder-decoder at work: each column is a step, what is read below, the state as a strip of coloured cells
 * above it; of the decoder also what it says and how sure it is. The thick line between the halves is all that the
 * decoder knows of the source, and it reads it at each step.
 */
final class EncoderDecoderDiagram extends Diagram {

    private static final int COLUMN = 38;
    private static final int CELL = 13;
    private static final int TOP = 112;
    private static final int GAP = 90;
    private static final int LEFT = 124;
    /** How far what a decoder's step reads is from the middle of its column: the token on one side, v on the other. */
    private static final int BESIDE = 5;

    private final String title;
    private final List<Read> source;
    private final List<Written> target;
    private final int units;

    EncoderDecoderDiagram(String title, List<Read> source, List<Written> target) {
        if (source.isEmpty() || target.isEmpty()) {
            throw new IllegalArgumentException(
                    "source and target: " + source.size() + " and " + target.size() + " steps; both need at least one");
        }
        this.title = title;
        this.source = source;
        this.target = target;
        this.units = source.get(0).state().length;
        Stream.concat(source.stream().map(Read::state), target.stream().map(Written::state))
                .filter(state -> state.length != units)
                .findFirst()
                .ifPresent(state -> {
                    throw new IllegalArgumentException(
                            "a state of " + state.length + " units beside one of " + units + "; all need as many");
                });
    }

    @Override
    public int width() {
        double steps = LEFT + COLUMN * (source.size() + target.size()) + GAP;
        return (int) Math.max(steps, Pen.width(title) * 1.4 + 40);
    }

    @Override
    public int height() {
        return TOP + units * CELL + 92;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        var scale = HeatScale.of(
                Stream.concat(source.stream().map(Read::state), target.stream().map(Written::state))
                        .toArray(double[][]::new));
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 22);
        double middle = TOP + units * CELL / 2.0;
        double bottom = TOP + units * CELL;
        pen.right("says", LEFT - 34, 62);
        pen.right("how surely", LEFT - 34, 82);
        pen.right("state", LEFT - 34, middle);
        pen.right("reads", LEFT - 34, bottom + 40);
        for (int s = 0; s < source.size(); s++) {
            column(pen, x(s), source.get(s).token(), x(s), source.get(s).state(), scale);
            if (s > 0) {
                pen.arrow(x(s - 1) + 9, middle, x(s) - 9, middle, Palette.TRUTH, 1.4);
            }
        }
        double first = x(source.size() - 1) + COLUMN / 2.0;
        for (int t = 0; t < target.size(); t++) {
            Written step = target.get(t);
            double x = x(source.size() + t);
            column(pen, x, step.read(), x + BESIDE, step.state(), scale);
            pen.arrow(x, TOP - 4, x, 94, Palette.TRUTH, 1.2);
            pen.centered(String.format("%.0f %%", 100 * step.probability()), x, 82);
            token(pen, step.said(), x, 60, Palette.at(Palette.scale(false), 0.15));
            if (t > 0) {
                pen.arrow(x - COLUMN + 9, middle, x - 9, middle, Palette.TRUTH, 1.4);
            }
        }
        handOver(pen, middle, bottom + 14);
        pen.centered("v, all that is", first + GAP / 2.0, middle - 32);
        pen.centered("handed over", first + GAP / 2.0, middle - 16);
        pen.centered("encoder", (x(0) + x(source.size() - 1)) / 2, height() - 20);
        pen.centered("decoder", (x(source.size()) + x(source.size() + target.size() - 1)) / 2, height() - 20);
    }

    /** From the encoder's last state down to a line under the decoder, and from there up to each of its steps. */
    private void handOver(Pen pen, double middle, double under) {
        double from = x(source.size() - 1) + 9;
        double turn = x(source.size()) - COLUMN;
        pen.line(from, middle, turn, middle, Palette.VERMILION, 3);
        pen.line(turn, middle, turn, under, Palette.VERMILION, 3);
        pen.line(turn, under, x(source.size() + target.size() - 1) - BESIDE, under, Palette.VERMILION, 3);
        for (int t = 0; t < target.size(); t++) {
            double x = x(source.size() + t) - BESIDE;
            pen.arrow(x, under, x, under - 12, Palette.VERMILION, 2);
        }
    }

    private double x(int step) {
        return LEFT + step * COLUMN + (step < source.size() ? 0 : GAP);
    }

    private static void column(Pen pen, double x, String token, double arrow, double[] state, HeatScale scale) {
        for (int unit = 0; unit < state.length; unit++) {
            var cell = new Rectangle2D.Double(x - 9, TOP + unit * CELL, 18, CELL);
            pen.fill(cell, scale.color(state[unit]));
            pen.outline(cell, Palette.INK, 0.6);
        }
        double bottom = TOP + state.length * CELL;
        pen.arrow(arrow, bottom + 26, arrow, bottom + 3, Palette.TRUTH, 1.2);
        token(pen, token, x, bottom + 40, Color.WHITE);
    }

    private static void token(Pen pen, String token, double x, double y, Color color) {
        String name = token.equals(" ") ? Charts.SPACE : token;
        pen.box(name, x, y, Math.max(22, Math.min(COLUMN + 4, Pen.width(name) + 8)), 22, color);
    }
}
