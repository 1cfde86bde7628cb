package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.engine.Decoder;

/**
 * A network that Deeplearning4j computes as a writer of sequences: at each step it reads source and target from their
 * beginnings again, which is slow, but right for every layer.
 */
final class Dl4jDecoder implements Decoder {

    private final Dl4jCalls calls;
    private final List<String> inputs;
    private List<int[]> sources = List.of();
    private List<int[]> targets = List.of();

    Dl4jDecoder(Dl4jCalls calls) {
        this.calls = calls;
        if (!(calls.network().model() instanceof ComputationGraph graph)) {
            throw new IllegalArgumentException(
                    "a decoder wants a ComputationGraph with the inputs \"" + SOURCE + "\" and \"" + TARGET + "\"");
        }
        this.inputs = graph.getConfiguration().getNetworkInputs();
        if (inputs.size() > 1 && !(inputs.size() == 2 && inputs.containsAll(List.of(SOURCE, TARGET)))) {
            throw new IllegalArgumentException("a decoder wants a network with the inputs \"" + SOURCE + "\" and \""
                    + TARGET + "\", or with one input; this one has the inputs " + inputs);
        }
    }

    @Override
    public void start(List<int[]> sources) {
        if (sources.isEmpty() || inputs.size() == 2 && sources.stream().anyMatch(s -> s.length == 0)) {
            throw new IllegalArgumentException("sources: none, or an empty one; at least 1 token each");
        }
        this.sources = List.copyOf(sources);
        this.targets = sources.stream().map(s -> new int[0]).toList();
    }

    @Override
    public float[][] step(int[] tokens) {
        if (tokens.length != targets.size()) {
            throw new IllegalArgumentException("tokens: " + tokens.length + " for " + targets.size() + " hypotheses");
        }
        List<int[]> longer = new ArrayList<>();
        for (int b = 0; b < tokens.length; b++) {
            int[] read = Arrays.copyOf(targets.get(b), targets.get(b).length + 1);
            read[read.length - 1] = tokens[b];
            longer.add(read);
        }
        targets = longer;
        INDArray[] features = new INDArray[inputs.size()];
        INDArray[] masks = new INDArray[inputs.size()];
        for (int i = 0; i < features.length; i++) {
            boolean source = inputs.size() == 2 && inputs.get(i).equals(SOURCE);
            List<int[]> rows = source ? sources : targets;
            features[i] = array(inputs.get(i), rows);
            masks[i] = mask(rows);
        }
        INDArray y = calls.output(features, inputs.size() == 2 ? masks : null).get(0);
        float[][] last = new float[tokens.length][];
        for (int b = 0; b < tokens.length; b++) {
            last[b] = y.slice(b).getColumn(y.size(2) - 1).toFloatVector();
        }
        return last;
    }

    /** Indices [N][1][T] for an embedding, else one-hot [N][F][T]. */
    private INDArray array(String input, List<int[]> rows) {
        var graph = (ComputationGraph) calls.network().model();
        var readers = graph.getConfiguration().getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(input))
                .map(entry -> graph.getLayer(entry.getKey()))
                .filter(layer -> layer != null && layer.conf().getLayer() instanceof FeedForwardLayer)
                .map(layer -> (FeedForwardLayer) layer.conf().getLayer())
                .toList();
        if (readers.isEmpty()) {
            throw new IllegalArgumentException("input \"" + input + "\": no layer reads it that says how large it is");
        }
        boolean indices = readers.get(0) instanceof EmbeddingSequenceLayer;
        int steps = rows.stream().mapToInt(row -> row.length).max().orElse(1);
        INDArray array = Nd4j.create(rows.size(), indices ? 1 : readers.get(0).getNIn(), steps);
        for (int b = 0; b < rows.size(); b++) {
            for (int t = 0; t < rows.get(b).length; t++) {
                int token = rows.get(b)[t];
                array.putScalar(b, indices ? 0 : token, t, indices ? token : 1);
            }
        }
        return array;
    }

    private static INDArray mask(List<int[]> rows) {
        int steps = rows.stream().mapToInt(row -> row.length).max().orElse(1);
        INDArray mask = Nd4j.create(rows.size(), steps);
        for (int b = 0; b < rows.size(); b++) {
            for (int t = 0; t < rows.get(b).length; t++) {
                mask.putScalar(b, t, 1);
            }
        }
        return mask;
    }

    @Override
    public void reorder(int[] from) {
        List<int[]> oldSources = sources, oldTargets = targets;
        sources = Arrays.stream(from).mapToObj(oldSources::get).toList();
        targets = Arrays.stream(from).mapToObj(oldTargets::get).toList();
    }

    /** Deeplearning4j does not tell. */
    @Override
    public Optional<float[]> attention(int b) {
        return Optional.empty();
    }
}
