package rnnlab.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import rnnlab.files.AtomicFile;
import rnnlab.files.FileProblem;

/** Something to look at: a notebook shows it when it is the last value of a cell, and it can be saved. */
public sealed interface Picture permits Chart, Diagram, Slides {

    /** Width in pixels. */
    int width();

    /** Height in pixels. */
    int height();

    /** Draws the picture inside (0, 0) to (width, height), its white background too. */
    void draw(Graphics2D g);

    /** The picture as pixels. */
    default BufferedImage image() {
        return Canvas.image(this, 1);
    }

    /** The picture as SVG text, to be scaled without loss. */
    default String svg() {
        return Canvas.svg(this);
    }

    /** The picture as the bytes of a PNG file. */
    default byte[] png() {
        return Png.encode(image());
    }

    /**
     * Writes the picture into a file, whole or not at all; missing folders are made.
     *
     * @param file its ending decides the format: {@code .png} or {@code .svg}
     * @return the file
     * @throws IllegalArgumentException for another ending
     * @throws UncheckedIOException if the file cannot be written
     */
    default Path save(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            throw new IllegalArgumentException(
                    "cannot save a picture as '" + file + "': the name must end in .png or .svg");
        }
        try {
            AtomicFile.write(file, name.endsWith(".png") ? png() : svg().getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture '" + file + "': " + FileProblem.reason(e), e);
        }
    }

    /** As {@link #save(Path)}. */
    default Path save(String file) {
        return save(Path.of(file));
    }
}
