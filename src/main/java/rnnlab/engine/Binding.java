package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rnnlab.engine.graph.Graph;
import rnnlab.engine.graph.Input;
import rnnlab.engine.graph.Output;

/**
 * Examples that were found to fit a network: checked once, then copied batch by batch into the arrays of a graph.
 */
final class Binding {

    final Examples data;
    private final List<Block> features = new ArrayList<>();
    private final List<Block> labels = new ArrayList<>();
    private final List<Boolean> wantIndices = new ArrayList<>();
    private final List<Boolean> classes = new ArrayList<>();

    /** @throws IllegalArgumentException saying which array does not fit which layer, with both shapes or the offending value */
    Binding(Examples data, Shapes shapes) {
        this.data = data;
        if (data.features.size() != shapes.inputs().size()) {
            throw new IllegalArgumentException(
                    "the network has " + shapes.inputs().size() + " inputs, the data have " + data.features.size()
                            + " arrays of features");
        }
        for (int i = 0; i < shapes.inputs().size(); i++) {
            Shapes.InputShape input = shapes.inputs().get(i);
            features.add(input.fit(data.features.get(i), data.featureMasks.get(i)));
            wantIndices.add(input.indices());
            checkMask("features", data.featureMasks.get(i), features.get(i));
        }
        if (!data.labels.isEmpty()) {
            if (data.labels.size() != shapes.outputs().size()) {
                throw new IllegalArgumentException(
                        "the network has " + shapes.outputs().size() + " outputs, the data have " + data.labels.size()
                                + " arrays of labels");
            }
            for (int i = 0; i < shapes.outputs().size(); i++) {
                Shapes.OutputShape output = shapes.outputs().get(i);
                Block block = data.labels.get(i);
                if (data.labelMasks.get(i).isEmpty()) {
                    block = block.hidden(output.mask(data.featureMasks));
                }
                labels.add(block);
                classes.add(output.fit(block));
                checkMask("labels", data.labelMasks.get(i), block);
            }
            checkSteps(shapes);
        } else {
            shapes.outputs().forEach(output -> classes.add(false));
        }
    }

    private static void checkMask(String what, Optional<Block> mask, Block block) {
        mask.ifPresent(m -> {
            if (m.count != block.count || m.steps != block.steps) {
                throw new IllegalArgumentException("mask of the " + what + ": [" + m.count + "][" + m.steps
                        + "] does not fit " + what + " " + block.shape());
            }
        });
    }

    private void checkSteps(Shapes shapes) {
        if (features.size() != 1 || !features.get(0).sequence) {
            return;
        }
        for (int i = 0; i < labels.size(); i++) {
            Block block = labels.get(i);
            if (block.sequence && block.steps != features.get(0).steps) {
                throw new IllegalArgumentException(
                        "layer \"" + shapes.outputs().get(i).name() + "\": labels have " + block.steps
                                + " time steps, features have " + features.get(0).steps + "; they must be equal");
            }
        }
    }

    /** The form of a graph that takes whole sequences. */
    Form form(int lanes, boolean training, int mostSteps) {
        List<Integer> steps = new ArrayList<>();
        for (Block block : features) {
            steps.add(block.sequence ? Math.min(block.steps, mostSteps) : 0);
        }
        return new Form(lanes, training, steps, classes);
    }

    /** The time steps that the sequences have in common, or a message. */
    int commonSteps() {
        int steps = -1;
        for (List<Block> blocks : List.of(features, labels)) {
            for (Block block : blocks) {
                if (!block.sequence || steps >= 0 && block.steps != steps) {
                    throw new IllegalArgumentException(
                            "truncated back-propagation wants features and labels of one number of time steps, not "
                                    + block.shape() + (steps < 0 ? "" : " beside " + steps + " steps"));
                }
                steps = block.steps;
            }
        }
        return steps;
    }

    /** Copies the features of time steps [from, to) of these examples; {@code to} beyond the end means the end. */
    void fillFeatures(Graph graph, int[] batch, int from, int to) {
        int lanes = graph.lanes();
        for (int i = 0; i < features.size(); i++) {
            Block block = features.get(i);
            Input input = graph.inputs().get(i);
            int end = Math.min(to, block.steps);
            if (wantIndices.get(i)) {
                block.gatherIndices(batch, from, end, lanes, input.indices());
            } else {
                block.gather(batch, from, end, lanes, input.values());
            }
            Optional<Block> mask = data.featureMasks.get(i);
            mask.ifPresent(m -> m.gather(batch, from, end, lanes, input.mask()));
            input.filled(end - from, batch.length, mask.isPresent());
        }
    }

    /** Copies the labels of the same steps, after the forward pass. */
    void fillLabels(Graph graph, int[] batch, int from, int to) {
        int lanes = graph.lanes();
        for (int i = 0; i < labels.size(); i++) {
            Block block = labels.get(i);
            Output output = graph.outputs().get(i);
            int end = Math.min(to, block.steps);
            if (end - from != output.steps()) {
                throw new IllegalArgumentException("layer \"" + output.name() + "\" predicts " + output.steps()
                        + " time steps, the labels have " + (end - from));
            }
            if (output.wantsIndices()) {
                block.gatherIndices(batch, from, end, lanes, output.classes());
            } else {
                block.gather(batch, from, end, lanes, output.targets());
            }
            Optional<Block> mask = data.labelMasks.get(i);
            mask.ifPresent(m -> m.gather(batch, from, end, lanes, output.weights()));
            output.prepare(batch.length, end - from, mask.isPresent());
        }
    }
}
