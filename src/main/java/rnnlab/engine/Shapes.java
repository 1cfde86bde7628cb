package rnnlab.engine;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/** What a network wants of its data, and the messages when they are otherwise. */
record Shapes(List<InputShape> inputs, List<OutputShape> outputs) {

    /** Whether all have a time axis. */
    boolean areSequences() {
        return inputs.stream().allMatch(InputShape::sequence)
                && outputs.stream().allMatch(OutputShape::sequence);
    }

    /**
     * One input.
     *
     * @param reader the layer that reads it
     * @param size numbers a time step; for indices, how many different ones
     * @param indices whether an embedding looks them up
     * @param sequence whether there is a time axis
     */
    record InputShape(String name, Layer reader, int size, boolean indices, boolean sequence) {

        /** The features as this input takes them. */
        Block fit(Block given, Optional<Block> mask) {
            Block block = given;
            if (reader instanceof EmbeddingSequenceLayer && !block.sequence) {
                block = block.asSteps();
            }
            if (indices) {
                block = block.hidden(mask);
                checkIndices(block);
            } else if (block.size != size) {
                throw new IllegalArgumentException(what() + " expects features [examples][" + size + "]"
                        + (sequence ? "[steps]" : "") + ", got the shape " + given.shape());
            }
            if (sequence != block.sequence) {
                throw new IllegalArgumentException(what() + " expects features [examples][" + size + "]"
                        + (sequence ? "[steps]" : "") + ", got the shape " + given.shape());
            }
            Checks.finite("features of " + what(), block);
            return block;
        }

        private String what() {
            return "input \"" + name + "\" of " + reader.getClass().getSimpleName();
        }

        private void checkIndices(Block block) {
            if (!block.isIndices()) {
                throw new IllegalArgumentException(what() + " expects whole numbers below " + size
                        + ", features of shape " + block.shape() + " are neither these nor one-hot");
            }
            Checks.classes("features", what(), block, 0, size);
        }
    }

    /**
     * One output.
     *
     * @param size numbers a time step
     * @param classes whether it predicts one class out of many
     * @param sequence whether it predicts at each time step
     * @param maskedBy the numbers of the inputs whose mask holds where the labels have none: of the first that has one
     */
    record OutputShape(String name, int size, boolean classes, boolean sequence, List<Integer> maskedBy) {

        /** The mask of the features that says which labels count. */
        Optional<Block> mask(List<Optional<Block>> featureMasks) {
            return maskedBy.stream()
                    .map(featureMasks::get)
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        /** Whether the labels are classes (and not numbers or distributions); a message when they do not fit. */
        boolean fit(Block labels) {
            if (labels.sequence != sequence) {
                throw new IllegalArgumentException("layer \"" + name + "\" expects labels [examples][" + size + "]"
                        + (sequence ? "[steps]" : "") + ", got the shape " + labels.shape());
            }
            boolean indices = classes && labels.isIndices();
            if (indices) {
                if (!labels.sizeIs(size)) {
                    throw new IllegalArgumentException("layer \"" + name + "\" predicts one of " + size
                            + " classes, labels have the shape " + labels.shape());
                }
                Checks.classes("labels", "layer \"" + name + "\"", labels, -1, size);
                return true;
            }
            if (labels.size != size) {
                throw new IllegalArgumentException("layer \"" + name + "\" expects labels [examples][" + size + "]"
                        + (sequence ? "[steps]" : "") + ", got the shape " + labels.shape());
            }
            Checks.finite("labels of layer \"" + name + "\"", labels);
            return false;
        }
    }
}
