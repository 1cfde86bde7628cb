package rnnlab.jupyter;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import rnnlab.chart.Picture;
import rnnlab.chart.Png;

/** Puts values into the bundle of MIME types that a notebook keeps of one output. */
final class Mime {

    static final String PLOTLY = "application/vnd.plotly.v1+json";
    static final String PNG = "image/png";
    static final String SVG = "image/svg+xml";
    static final String HTML = "text/html";
    static final String TEXT = "text/plain";

    private Mime() {}

    /** Adds a picture's pixels, shown in the size of the picture however many pixels it has. */
    static void png(DisplayData out, Picture picture) {
        put(out, picture.png(), Map.of("width", picture.width(), "height", picture.height()));
    }

    static void png(DisplayData out, BufferedImage image) {
        put(out, Png.encode(image), Map.of("width", image.getWidth(), "height", image.getHeight()));
    }

    private static void put(DisplayData out, byte[] png, Map<String, Integer> size) {
        out.putData(MIMEType.IMAGE_PNG, Base64.getEncoder().encodeToString(png), size);
    }
}
