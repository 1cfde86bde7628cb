package rnnlab.chart;

import java.awt.image.BufferedImage;

/** A drawing that is no chart: a network unrolled over time, a cell with its gates, a tree of calls. Made by {@link Diagrams}. */
public non-sealed interface Diagram extends Picture {

    /** The picture as pixels, two for each unit of the drawing: small numbers stay sharp. */
    @Override
    default BufferedImage image() {
        return Canvas.image(this, 2);
    }
}
