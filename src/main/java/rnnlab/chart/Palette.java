package rnnlab.chart;

import java.awt.Color;
import java.util.List;

/**
 * Colours that colour-blind readers can tell apart.
 *
 * <p>Categories: M. Okabe and K. Ito, "Color Universal Design" (2008). Scales run evenly in lightness, so that they
 * also read in grey: from white to dark blue for amounts, from blue over white to vermilion for values of both signs.
 */
public final class Palette {

    public static final Color BLACK = new Color(0x000000);
    public static final Color ORANGE = new Color(0xE69F00);
    public static final Color SKY_BLUE = new Color(0x56B4E9);
    public static final Color GREEN = new Color(0x009E73);
    public static final Color YELLOW = new Color(0xF0E442);
    public static final Color BLUE = new Color(0x0072B2);
    public static final Color VERMILION = new Color(0xD55E00);
    public static final Color PURPLE = new Color(0xCC79A7);

    /** For lines and points in the order of their appearance; yellow, hardly seen on white, is last. */
    public static final List<Color> CATEGORIES =
            List.of(BLUE, ORANGE, GREEN, VERMILION, SKY_BLUE, PURPLE, BLACK, YELLOW);

    /** For the axes, borders and notes. */
    static final Color INK = new Color(0x333333);

    static final Color GRID = new Color(0xE3E3E3);

    /** What was measured, when a prediction lies over it. */
    static final Color TRUTH = new Color(0x7F7F7F);

    /** Behind a prediction: where the truth is expected. */
    static final Color BAND = new Color(0xF9D9BF);

    private static final List<Color> AMOUNTS = List.of(
            new Color(0xF7FBFF), new Color(0xC6DBEF), new Color(0x6BAED6), new Color(0x2171B5), new Color(0x08306B));
    private static final List<Color> SIGNED = List.of(
            new Color(0x004C80), new Color(0x56A3D0), new Color(0xF7F7F7), new Color(0xF0A05A), new Color(0xA63C00));

    private Palette() {}

    /** The colours of a scale, lowest first and evenly spaced. */
    static List<Color> scale(boolean signed) {
        return signed ? SIGNED : AMOUNTS;
    }

    /**
     * A colour between those of a scale.
     *
     * @param share where, from 0 to 1; outside of that the nearest end
     */
    static Color at(List<Color> scale, double share) {
        double position = Math.max(0, Math.min(1, share)) * (scale.size() - 1);
        int low = Math.min((int) position, scale.size() - 2);
        double t = position - low;
        Color a = scale.get(low);
        Color b = scale.get(low + 1);
        return new Color(
                mix(a.getRed(), b.getRed(), t), mix(a.getGreen(), b.getGreen(), t), mix(a.getBlue(), b.getBlue(), t));
    }

    /** Black or white, whichever can be read on the colour. */
    static Color textOn(Color background) {
        double luminance =
                0.2126 * background.getRed() + 0.7152 * background.getGreen() + 0.0722 * background.getBlue();
        return luminance < 140 ? Color.WHITE : BLACK;
    }

    static String hex(Color color) {
        return String.format("#%06X", color.getRGB() & 0xFFFFFF);
    }

    private static int mix(int a, int b, double t) {
        return (int) Math.round(a + (b - a) * t);
    }
}
