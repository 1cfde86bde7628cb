package rnnlab.text;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draws letters as strips to be read: each line in one of Java's own fonts, leaning and stretched by chance, with
 * noise. The same seed draws the same strips where the same fonts are; needs no screen.
 */
public final class StripWriter {

    /** What every Java draws with some font of the computer. */
    private static final List<String> FONTS = List.of(Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED);

    private static final FontRenderContext DRAWN = new FontRenderContext(null, true, true);

    private final int height;
    private final double slant;
    private final double noise;
    private final Random random;

    /**
     * @param height rows of pixels, at least 8
     * @param slant how far a line may lean at most to either side: columns for each row
     * @param noise standard deviation of what is added to each pixel
     * @throws IllegalArgumentException when one of them is not allowed
     */
    public StripWriter(int height, double slant, double noise, long seed) {
        if (height < 8) {
            throw new IllegalArgumentException("height: " + height + " is not allowed; at least 8 pixels");
        }
        if (!(slant >= 0 && slant <= 1)) {
            throw new IllegalArgumentException("slant: " + slant + " is not allowed; from 0 to 1");
        }
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("noise: " + noise + " is not allowed; 0 or more");
        }
        this.height = height;
        this.slant = slant;
        this.noise = noise;
        this.random = new Random(seed);
    }

    /**
     * So many strips of letters by chance, each of them as likely as the others.
     *
     * @param letters to choose from
     * @param least letters in a strip
     * @param most letters in a strip
     */
    public List<Strip> random(int count, String letters, int least, int most) {
        if (letters.isBlank() || least < 1 || most < least) {
            throw new IllegalArgumentException("strips of " + least + " to " + most + " letters out of \"" + letters
                    + "\"; at least one letter, and none that is a space alone");
        }
        var strips = new ArrayList<Strip>(count);
        for (int i = 0; i < count; i++) {
            int length = least + random.nextInt(most - least + 1);
            var text = new StringBuilder();
            random.ints(length, 0, letters.length()).forEach(k -> text.append(letters.charAt(k)));
            strips.add(strip(text.toString()));
        }
        return strips;
    }

    /** One strip of this text. */
    public Strip strip(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text: empty; at least one letter");
        }
        double stretch = 0.8 + 0.4 * random.nextDouble();
        double lean = slant * (2 * random.nextDouble() - 1);
        var font = new Font(FONTS.get(random.nextInt(FONTS.size())), Font.PLAIN, 1).deriveFont(0.8f * height);
        // Round the middle row, so that a line that leans stays where it is.
        double middle = height / 2.0;
        var transform = AffineTransform.getTranslateInstance(1, 0.75 * height);
        transform.preConcatenate(new AffineTransform(stretch, 0, -lean, 1, lean * middle, 0));
        List<Shape> shapes = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < text.length(); i++) {
            var glyph = font.createGlyphVector(DRAWN, text.substring(i, i + 1));
            shapes.add(AffineTransform.getTranslateInstance(at, 0).createTransformedShape(glyph.getOutline()));
            at += glyph.getGlyphMetrics(0).getAdvanceX();
        }
        List<Shape> drawn =
                shapes.stream().map(transform::createTransformedShape).toList();
        return strip(text, drawn);
    }

    private Strip strip(String text, List<Shape> shapes) {
        List<Rectangle2D> inked = shapes.stream()
                .map(Shape::getBounds2D)
                .filter(bounds -> !bounds.isEmpty()) // a space
                .toList();
        double left = inked.stream().mapToDouble(Rectangle2D::getMinX).min().orElse(0);
        double right = inked.stream().mapToDouble(Rectangle2D::getMaxX).max().orElse(0);
        int before = 1 + random.nextInt(3), after = 1 + random.nextInt(3);
        int steps = before + (int) Math.ceil(right - left) + after;
        var image = new BufferedImage(steps, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        var place = AffineTransform.getTranslateInstance(before - left, 0);
        List<Shape> placed = shapes.stream().map(place::createTransformedShape).toList();
        placed.forEach(g::fill);
        g.dispose();
        double[][] columns = new double[steps][height];
        for (int t = 0; t < steps; t++) {
            for (int y = 0; y < height; y++) {
                columns[t][y] = image.getRaster().getSample(t, y, 0) / 255.0 + noise * random.nextGaussian();
            }
        }
        return new Strip(columns, text, letters(placed, steps));
    }

    /** Which letter has the middle of each column; of two that overlap the later one. */
    private static int[] letters(List<Shape> shapes, int steps) {
        int[] letters = new int[steps];
        Arrays.fill(letters, -1);
        for (int i = 0; i < shapes.size(); i++) {
            Rectangle2D bounds = shapes.get(i).getBounds2D();
            for (int t = 0; t < steps; t++) {
                if (t + 0.5 >= bounds.getMinX() && t + 0.5 <= bounds.getMaxX()) {
                    letters[t] = i;
                }
            }
        }
        return letters;
    }
}
