package rnnlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;

/** Draws the parts that heat maps and diagrams are made of: texts, boxes, circles, arrows. */
final class Pen {

    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private final Graphics2D g;

    Pen(Graphics2D g) {
        this.g = g;
        g.setFont(TEXT);
    }

    /** Width of a text in the usual size. */
    static double width(String text) {
        return TEXT.getStringBounds(text, MEASURE).getWidth();
    }

    /** The text, its end left out where it is wider than {@code room}. */
    static String fit(String text, double room) {
        if (width(text) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + "\u2026") > room) {
            end--;
        }
        return text.substring(0, end) + "\u2026";
    }

    /** A number short enough for a small box: two decimals, powers of ten for very large and very small ones. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 0.005 || size >= 10_000)) {
            return String.format(Locale.ROOT, "%.0e", value);
        }
        String text = String.format(Locale.ROOT, size < 100 ? "%.2f" : size < 1000 ? "%.1f" : "%.0f", value);
        return text.equals("-0.00") ? "0.00" : text;
    }

    void clear(int width, int height) {
        fill(new Rectangle2D.Double(0, 0, width, height), Color.WHITE);
    }

    /** Text with its middle at a point. */
    void centered(String text, double x, double y) {
        text(text, x, y, 0.5, TEXT, Palette.INK);
    }

    /** Text with its middle at a point, on a white ground that keeps lines away from it. */
    void label(String text, double x, double y) {
        double width = width(text);
        fill(new Rectangle2D.Double(x - width / 2 - 2, y - 8, width + 4, 16), Color.WHITE);
        centered(text, x, y);
    }

    void left(String text, double x, double y) {
        text(text, x, y, 0, TEXT, Palette.INK);
    }

    void right(String text, double x, double y) {
        text(text, x, y, 1, TEXT, Palette.INK);
    }

    void title(String text, double x, double y) {
        text(text, x, y, 0.5, TEXT.deriveFont(Font.BOLD, 15f), Color.BLACK);
    }

    /** Text read from below, with its middle at a point. */
    void upwards(String text, double x, double y) {
        g.rotate(-Math.PI / 2, x, y);
        centered(text, x, y);
        g.rotate(Math.PI / 2, x, y);
    }

    /**
     * Text beside a point, vertically in the middle of it.
     *
     * @param share of its width that lies left of the point: 0 starts there, 0.5 is centred, 1 ends there
     */
    void text(String text, double x, double y, double share, Font font, Color color) {
        if (text.isEmpty()) {
            return;
        }
        var metrics = font.getLineMetrics(text, MEASURE);
        double width = font.getStringBounds(text, MEASURE).getWidth();
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, (float) (x - share * width), (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2));
    }

    void fill(Shape shape, Color color) {
        g.setColor(color);
        g.fill(shape);
    }

    void outline(Shape shape, Color color, double width) {
        g.setColor(color);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    void line(double x1, double y1, double x2, double y2, Color color, double width) {
        outline(new Line2D.Double(x1, y1, x2, y2), color, width);
    }

    /** A circle with a text inside, in black or white, whichever can be read. */
    void circle(String text, double x, double y, double radius, Color color) {
        var shape = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        fill(shape, color);
        outline(shape, Palette.INK, 1);
        text(text, x, y, 0.5, TEXT, Palette.textOn(color));
    }

    /** A box with round corners round a middle, with a text inside. */
    void box(String text, double x, double y, double width, double height, Color color) {
        var shape = new RoundRectangle2D.Double(x - width / 2, y - height / 2, width, height, 10, 10);
        fill(shape, color);
        outline(shape, Palette.INK, 1);
        text(text, x, y, 0.5, TEXT, Palette.textOn(color));
    }

    /** A line with a head at its end. */
    void arrow(double x1, double y1, double x2, double y2, Color color, double width) {
        line(x1, y1, x2, y2, color, width);
        double angle = Math.atan2(y2 - y1, x2 - x1);
        double size = 5 + width;
        var head = new Path2D.Double();
        head.moveTo(x2, y2);
        head.lineTo(x2 - size * Math.cos(angle - 0.45), y2 - size * Math.sin(angle - 0.45));
        head.lineTo(x2 - size * Math.cos(angle + 0.45), y2 - size * Math.sin(angle + 0.45));
        head.closePath();
        fill(head, color);
    }
}
