package rnnlab.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pixels as the bytes of a PNG file, complete to the last byte. */
public final class Png {

    private Png() {}

    /** Encodes an image. */
    public static byte[] encode(BufferedImage image) {
        var bytes = new ByteArrayOutputStream(1 << 16);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalArgumentException("an image of type " + image.getType() + " cannot be written as PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray(); // after close: it is the close that writes the last bytes
    }
}
