package rnnlab.engine;

import org.deeplearning4j.nn.conf.layers.Layer;

/** How messages name things. */
final class Words {

    private Words() {}

    /** A layer: its name and kind. */
    static String layer(String name, Layer layer) {
        return "layer \"" + name + "\" (" + layer.getClass().getSimpleName() + ")";
    }
}
