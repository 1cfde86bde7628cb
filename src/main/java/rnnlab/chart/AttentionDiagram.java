package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import rnnlab.chart.Diagrams.Said;

/**
 * Draws one step of attention: the source's tokens below, each with its weight; lines as thick as the weights lead
 * to the context, from which the decoder says its next token.
 */
final class AttentionDiagram extends Diagram {

    private static final int COLUMN = 42;
    private static final int LEFT = 96;
    private static final int CONTEXT = 130;
    private static final int SOURCE = 300;

    private final String title;
    private final List<String> source;
    private final double[] weights;
    private final String read;
    private final List<Said> said;

    AttentionDiagram(String title, List<String> source, double[] weights, String read, List<Said> said) {
        if (source.isEmpty() || source.size() != weights.length) {
            throw new IllegalArgumentException(
                    "weights: " + weights.length + " for " + source.size() + " tokens; one for each, and at least one");
        }
        this.title = title;
        this.source = List.copyOf(source);
        this.weights = weights.clone();
        this.read = read;
        this.said = said.stream().limit(3).toList();
    }

    @Override
    public int width() {
        return (int) Math.max(Math.max(LEFT + COLUMN * source.size(), Pen.width(title) * 1.4 + 40), 560);
    }

    @Override
    public int height() {
        return SOURCE + 62;
    }

    @Override
    public void draw(Graphics2D g) {
        var pen = new Pen(g);
        pen.clear(width(), height());
        pen.title(title, width() / 2.0, 22);
        double middle = LEFT + COLUMN * (source.size() - 1) / 2.0;
        middle = Math.max(middle, 250);
        double start = middle - COLUMN * (source.size() - 1) / 2.0;
        for (int s = 0; s < source.size(); s++) {
            double x = start + s * COLUMN;
            double width = 0.4 + 7 * weights[s];
            pen.line(x, SOURCE - 34, middle, CONTEXT + 18, weights[s] < 0.01 ? Palette.GRID : Palette.BLUE, width);
        }
        for (int s = 0; s < source.size(); s++) {
            double x = start + s * COLUMN;
            Color color = Palette.at(Palette.scale(false), weights[s]);
            pen.label(weights[s] < 0.005 ? "0" : Pen.number(weights[s]), x, SOURCE - 24);
            pen.box(source.get(s).equals(" ") ? Charts.SPACE : source.get(s), x, SOURCE, 26, 26, color);
        }
        pen.right("weight", start - 26, SOURCE - 24);
        pen.right("source", start - 26, SOURCE);
        pen.box("context c", middle, CONTEXT, 88, 30, Palette.at(Palette.scale(false), 0.25));
        pen.box("read: " + read, middle - 170, CONTEXT, Pen.width("read: " + read) + 16, 30, Color.WHITE);
        pen.arrow(
                middle - 170 + Pen.width("read: " + read) / 2 + 10, CONTEXT, middle - 46, CONTEXT, Palette.TRUTH, 1.4);
        pen.arrow(middle, CONTEXT - 17, middle, 84, Palette.TRUTH, 1.6);
        double x = middle - (said.size() - 1) * 55;
        for (Said choice : said) {
            String text = choice.token() + "  " + String.format("%.1f %%", 100 * choice.probability());
            pen.box(text, x, 64, 100, 26, Palette.at(Palette.scale(false), choice.probability() * 0.8));
            x += 110;
        }
        pen.centered("the sum of the encoder's states, each times its weight", middle, SOURCE + 38);
    }
}
