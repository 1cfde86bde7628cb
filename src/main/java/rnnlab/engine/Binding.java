package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rnnlab.graph.Graph;
import rnnlab.graph.GraphInput;
import rnnlab.graph.GraphKey;
import rnnlab.graph.GraphOutput;
import rnnlab.network.Input;
import rnnlab.network.Network;
import rnnlab.network.Output;

/** Examples that were found to fit a network: checked once, then copied batch by batch into the arrays of a graph. */
final class Binding {

    final Examples data;
    private final Network network;
    private final List<Column> features = new ArrayList<>();
    private final List<Column> labels = new ArrayList<>();
    /** For each column of labels the mask of the output's steps, where it has one. */
    private final List<Optional<Column>> labelMasks = new ArrayList<>();

    private final List<Boolean> classes = new ArrayList<>();

    /**
     * @throws IllegalArgumentException saying which array does not fit which layer, with both shapes or the offending
     *     value
     */
    Binding(Examples data, Network network) {
        this.data = data;
        this.network = network;
        List<Input> inputs = network.inputs();
        if (data.features().size() != inputs.size()) {
            throw new IllegalArgumentException("the network has " + inputs.size() + " inputs, the data have "
                    + data.features().size() + " arrays of features");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Optional<Column> mask = data.featureMasks().get(i);
            features.add(Fitting.features(inputs.get(i), data.features().get(i), mask));
            checkMask("features", mask, features.get(i));
        }
        if (data.labels().isEmpty()) {
            network.outputs().forEach(output -> classes.add(false));
            return;
        }
        List<Output> outputs = network.outputs();
        if (data.labels().size() != outputs.size()) {
            throw new IllegalArgumentException("the network has " + outputs.size() + " outputs, the data have "
                    + data.labels().size() + " arrays of labels");
        }
        for (int i = 0; i < outputs.size(); i++) {
            bindLabels(outputs.get(i), data.labels().get(i), data.labelMasks().get(i));
        }
        checkSteps();
    }

    private void bindLabels(Output output, Column given, Optional<Column> mask) {
        Column column = given;
        if (output.unaligned()) {
            column = column.hidden(mask); // which symbols there are; the mask of the features says which steps
        } else if (mask.isEmpty()) {
            column = column.hidden(maskOf(output));
        }
        labels.add(column);
        labelMasks.add(output.unaligned() ? Optional.empty() : mask);
        classes.add(Fitting.labels(output, column));
        checkMask("labels", mask, column);
        if (output.unaligned()) {
            UnalignedLabels.check(output, column, maskOf(output), stepsOf(output));
        }
    }

    /** The time steps that an output predicts. */
    private int stepsOf(Output output) {
        return output.maskedBy().stream()
                .mapToInt(input -> features.get(network.inputs().indexOf(input)).steps())
                .findFirst()
                .orElse(1);
    }

    /** The mask of the features that says which labels of an output count. */
    private Optional<Column> maskOf(Output output) {
        return output.maskedBy().stream()
                .map(input -> data.featureMasks().get(network.inputs().indexOf(input)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void checkMask(String what, Optional<Column> mask, Column column) {
        mask.filter(m -> m.count() != column.count() || m.steps() != column.steps())
                .ifPresent(m -> {
                    throw new IllegalArgumentException("mask of the " + what + ": [" + m.count() + "][" + m.steps()
                            + "] does not fit " + what + " " + column.shape());
                });
    }

    private void checkSteps() {
        if (features.size() != 1 || !features.get(0).sequence()) {
            return;
        }
        for (int i = 0; i < labels.size(); i++) {
            Column column = labels.get(i);
            boolean aligned = column.sequence() && !network.outputs().get(i).unaligned();
            if (aligned && column.steps() != features.get(0).steps()) {
                throw new IllegalArgumentException(
                        "layer \"" + network.outputs().get(i).name() + "\": labels have " + column.steps()
                                + " time steps, features have "
                                + features.get(0).steps() + "; they must be equal");
            }
        }
    }

    /** The key of a graph that takes whole sequences, or pieces of at most so many steps. */
    GraphKey key(int paddedBatch, boolean training, int mostSteps) {
        List<Integer> steps = features.stream()
                .map(column -> column.sequence() ? Math.min(column.steps(), mostSteps) : 0)
                .toList();
        return new GraphKey(paddedBatch, training, steps, classes);
    }

    /** The time steps that the sequences have in common, or a message. */
    int commonSteps() {
        int steps = -1;
        for (List<Column> columns : List.of(features, labels)) {
            for (Column column : columns) {
                if (!column.sequence() || steps >= 0 && column.steps() != steps) {
                    throw new IllegalArgumentException(
                            "truncated back-propagation wants features and labels of one number of time steps, not "
                                    + column.shape() + (steps < 0 ? "" : " beside " + steps + " steps"));
                }
                steps = column.steps();
            }
        }
        return steps;
    }

    /** Copies the features of time steps [from, to) of these examples; {@code to} beyond the end means the end. */
    void fillFeatures(Graph graph, int[] batch, int from, int to) {
        int paddedBatch = graph.paddedBatch();
        for (int i = 0; i < features.size(); i++) {
            Column column = features.get(i);
            GraphInput input = graph.inputs().get(i);
            int end = Math.min(to, column.steps());
            if (network.inputs().get(i).indices()) {
                column.gatherIndices(batch, from, end, paddedBatch, input.indices());
            } else {
                column.gather(batch, from, end, paddedBatch, input.values());
            }
            Optional<Column> mask = data.featureMasks().get(i);
            mask.ifPresent(m -> m.gather(batch, from, end, paddedBatch, input.mask()));
            input.filled(end - from, batch.length, mask.isPresent());
        }
    }

    /** Copies the labels of the same steps, after the forward pass. */
    void fillLabels(Graph graph, int[] batch, int from, int to) {
        int paddedBatch = graph.paddedBatch();
        for (int i = 0; i < labels.size(); i++) {
            Column column = labels.get(i);
            GraphOutput output = graph.outputs().get(i);
            int end = Math.min(to, column.steps());
            output.room(end - from);
            if (output.wantsIndices()) {
                column.gatherIndices(batch, from, end, paddedBatch, output.classes());
            } else {
                column.gather(batch, from, end, paddedBatch, output.targets());
            }
            Optional<Column> mask = labelMasks.get(i);
            mask.ifPresent(m -> m.gather(batch, from, end, paddedBatch, output.weights()));
            output.prepare(batch.length, mask.isPresent());
        }
    }
}
