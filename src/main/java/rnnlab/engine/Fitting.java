package rnnlab.engine;

import java.util.Optional;
import rnnlab.network.Input;
import rnnlab.network.Output;

/** Whether columns of data fit the inputs and outputs of a network, and the messages when they do not. */
public final class Fitting {

    private Fitting() {}

    /**
     * The features as an input takes them.
     *
     * @throws IllegalArgumentException naming the layer that reads them, and the shapes or the value that does not fit
     */
    public static Column features(Input input, Column given, Optional<Column> mask) {
        boolean sequence = input.shape().sequence();
        Column column = given;
        if (input.indices() && sequence && !column.sequence()) {
            column = column.asSteps();
        }
        if (input.indices()) {
            column = column.hidden(mask);
            checkIndices(input, column);
        }
        if (!input.indices() && column.size() != input.shape().size() || sequence != column.sequence()) {
            throw new IllegalArgumentException(words(input) + " expects features ["
                    + "examples][" + input.shape().size() + "]" + (sequence ? "[steps]" : "") + ", got the shape "
                    + given.shape());
        }
        Checks.finite("features of " + words(input), column);
        return column;
    }

    private static String words(Input input) {
        return "input \"" + input.name() + "\" of " + input.reader();
    }

    private static void checkIndices(Input input, Column column) {
        int size = input.shape().size();
        if (!column.isIndices()) {
            throw new IllegalArgumentException(words(input) + " expects whole numbers below " + size
                    + ", features of shape " + column.shape() + " are neither these nor one-hot");
        }
        Checks.classes("features", words(input), column, 0, size);
    }

    private static boolean unaligned(Output output, Column labels, String name) {
        int size = output.shape().size();
        if (!labels.sequence() || !labels.sizeIs(size) || !labels.isIndices()) {
            throw new IllegalArgumentException(name + " expects labels [examples][1][places]: at each place the number"
                    + " of a symbol, 1 to " + (size - 1) + ", or 0 where the label is over; got the shape "
                    + labels.shape());
        }
        Checks.classes("labels", name, labels, -1, size);
        return true;
    }

    /**
     * Whether labels are classes, and not numbers or distributions.
     *
     * @throws IllegalArgumentException naming the output, and the shapes or the value that does not fit
     */
    static boolean labels(Output output, Column labels) {
        int size = output.shape().size();
        String name = "layer \"" + output.name() + "\"";
        if (output.unaligned()) {
            return unaligned(output, labels, name);
        }
        boolean classes =
                output.classes() && labels.sequence() == output.shape().sequence() && labels.isIndices();
        if (classes) {
            if (!labels.sizeIs(size)) {
                throw new IllegalArgumentException(
                        name + " predicts one of " + size + " classes, labels have the shape " + labels.shape());
            }
            Checks.classes("labels", name, labels, -1, size);
            return true;
        }
        if (labels.size() != size || labels.sequence() != output.shape().sequence()) {
            throw new IllegalArgumentException(name + " expects labels [examples][" + size + "]"
                    + (output.shape().sequence() ? "[steps]" : "") + ", got the shape " + labels.shape());
        }
        Checks.finite("labels of " + name, labels);
        return false;
    }
}
