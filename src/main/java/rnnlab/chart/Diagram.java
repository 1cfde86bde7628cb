package rnnlab.chart;

import java.awt.image.BufferedImage;

/** A drawing that is no chart: a network unrolled over time, a cell with its gates, a tree of calls. */
public abstract non-sealed class Diagram implements Picture {

    /** Pixels of the PNG for each unit of the drawing: small numbers stay sharp. */
    private static final int SCALE = 2;

    @Override
    public final BufferedImage image() {
        return Canvas.image(this, SCALE);
    }

    /** What it is and how large, in one line. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + ", " + width() + " x " + height() + " pixels";
    }
}
