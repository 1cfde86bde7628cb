package rnnlab.engine;

import java.util.Optional;
import rnnlab.network.Output;

/** Labels that nobody has laid along the time steps, and whether they can be. */
final class UnalignedLabels {

    private UnalignedLabels() {}

    /**
     * @param labels symbols; 0 or less where a label is over
     * @param mask which steps of the output there are
     * @param steps of the output
     * @throws IllegalArgumentException naming the first example whose label has a hole, or does not fit into its steps
     */
    static void check(Output output, Column labels, Optional<Column> mask, int steps) {
        for (int example = 0; example < labels.count(); example++) {
            int length = length(output, labels, example);
            int doubled = 0;
            for (int u = 1; u < length; u++) {
                doubled += labels.index(example, u) == labels.index(example, u - 1) ? 1 : 0;
            }
            int frames = mask.isPresent() ? shown(mask.get(), example) : steps;
            if (length + doubled > frames) {
                throw new IllegalArgumentException("layer \"" + output.name() + "\": example " + example + " has "
                        + frames + " time steps, too few for its label: " + length + " symbols"
                        + (doubled > 0 ? " and a blank between equal ones take " : " take ") + (length + doubled)
                        + "; leave this example out or give it more steps");
            }
        }
    }

    /** The symbols of a label. */
    private static int length(Output output, Column labels, int example) {
        int length = labels.steps();
        for (int u = labels.steps() - 1; u >= 0; u--) {
            if (labels.index(example, u) <= 0) {
                length = u;
            }
        }
        for (int u = length; u < labels.steps(); u++) {
            if (labels.index(example, u) > 0) {
                throw new IllegalArgumentException("layer \"" + output.name() + "\": the label of example " + example
                        + " has symbol " + labels.index(example, u) + " at place " + u + ", after its end at place "
                        + length + "; symbols stand at its beginning, then only zeros: the blank is no part of it");
            }
        }
        return length;
    }

    private static int shown(Column mask, int example) {
        int shown = 0;
        for (int t = 0; t < mask.steps(); t++) {
            shown += mask.value(example, t, 0) != 0 ? 1 : 0;
        }
        return shown;
    }
}
