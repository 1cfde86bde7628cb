package rnnlab.chart;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import rnnlab.files.Escapes;

/** What a picture is drawn on: pixels or SVG. */
final class Canvas {

    private Canvas() {}

    /**
     * Draws on pixels.
     *
     * @param scale pixels for each unit of the picture
     */
    static BufferedImage image(Picture picture, int scale) {
        var image = new BufferedImage(picture.width() * scale, picture.height() * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(scale, scale);
        picture.draw(g);
        g.dispose();
        return image;
    }

    static String svg(Picture picture) {
        var g = new VectorGraphics2D() {
            @Override
            public void drawString(String text, float x, float y) {
                super.drawString(Escapes.printable(text), x, y); // XML cannot hold every character
            }
        };
        picture.draw(g);
        var bytes = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(g.getCommands(), new PageSize(0, 0, picture.width(), picture.height()))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The processor leaves out a font size of 12, its default; a browser's is 16. And a browser joins spaces.
        return CompactSvg.of(bytes.toString(StandardCharsets.UTF_8))
                .replaceFirst("<svg ", "<svg font-size=\"12px\" xml:space=\"preserve\" ")
                .replaceAll("font-family:(&quot;[^&]*&quot;)", "font-family:$1,Verdana,sans-serif");
    }
}
