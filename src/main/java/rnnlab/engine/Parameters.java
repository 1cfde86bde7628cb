package rnnlab.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.updater.UpdaterBlock;

/**
 * The network's parameters as the kernels want them: one vector with each weight matrix row by row, [nOut][nIn].
 *
 * <p>That is what Deeplearning4j's vector already is: its matrices are [nIn][nOut] with columns together. Only the rows of
 * an embedding lie together here and apart there.
 */
final class Parameters {

    /** One weight matrix or bias. */
    record Tensor(Trainable layer, String name, int from, int to, UpdaterBlock block) {
        int length() {
            return to - from;
        }

        /** Whether learning leaves it as it is. */
        boolean frozen() {
            return Dl4jNetwork.frozen(layer);
        }
    }

    /** A matrix whose rows and columns change places on the way. */
    private record Turned(int from, int rows, int columns) {}

    final float[] values;
    final float[] gradients;
    final List<Tensor> tensors = new ArrayList<>();

    private final Dl4jNetwork network;
    private final List<Turned> turned = new ArrayList<>();
    private final Map<Trainable, Integer> offsets = new IdentityHashMap<>();

    Parameters(Dl4jNetwork network) {
        this.network = network;
        for (UpdaterBlock block : network.updaterBlocks()) {
            for (UpdaterBlock.ParamState p : block.getLayersAndVariablesInBlock()) {
                tensors.add(new Tensor(
                        p.getLayer(), p.getParamName(), p.getParamOffsetStart(), p.getParamOffsetEnd(), block));
            }
        }
        int at = 0;
        for (Trainable layer : network.orderedLayers()) {
            offsets.put(layer, at);
            at += Math.toIntExact(layer.numParams());
        }
        values = new float[at];
        gradients = new float[values.length];
    }

    /** The ranges of a block's parameters that are not frozen, each its first and the one after its last; neighbours are one. */
    List<int[]> learning(UpdaterBlock block) {
        List<int[]> ranges = new ArrayList<>();
        for (Tensor tensor : tensors) {
            if (tensor.block != block || tensor.frozen()) {
                continue;
            }
            int[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last[1] == tensor.from) {
                last[1] = tensor.to;
            } else {
                ranges.add(new int[] {tensor.from, tensor.to});
            }
        }
        return ranges;
    }

    /** Where a layer's parameters begin. */
    int offset(Trainable layer) {
        return offsets.get(layer);
    }

    /** Keeps the rows of this matrix [rows][columns] together; Deeplearning4j keeps its columns together. */
    void rowsTogether(int from, int rows, int columns) {
        var matrix = new Turned(from, rows, columns);
        if (!turned.contains(matrix)) {
            turned.add(matrix);
        }
    }

    /** Reads the network's vector. */
    void read() {
        float[] theirs = network.parameters();
        System.arraycopy(theirs, 0, values, 0, values.length);
        turned.forEach(m -> turn(theirs, m.from, m.columns, m.rows, values, m.from));
    }

    /** The gradients, all 0. */
    float[] clearGradients() {
        Arrays.fill(gradients, 0f);
        return gradients;
    }

    /** Writes the network's vector. */
    void write() {
        network.parameters(theirs(values));
    }

    /** A vector of one number a parameter (values or gradients) in Deeplearning4j's order. */
    float[] theirs(float[] ours) {
        float[] theirs = ours.clone();
        turned.forEach(m -> turn(ours, m.from, m.rows, m.columns, theirs, m.from));
        return theirs;
    }

    /** Turns the part of a state vector that belongs to a range of parameters; {@code back} towards Deeplearning4j. */
    void turnState(float[] from, float[] to, int stateAt, int parameterFrom, int parameterTo, boolean back) {
        for (Turned m : turned) {
            if (parameterFrom <= m.from && m.from < parameterTo) {
                int at = stateAt + m.from - parameterFrom;
                turn(from, at, back ? m.rows : m.columns, back ? m.columns : m.rows, to, at);
            }
        }
    }

    /** to[c][r] = from[r][c] */
    private static void turn(float[] from, int fromAt, int rows, int columns, float[] to, int toAt) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[toAt + c * rows + r] = from[fromAt + r * columns + c];
            }
        }
    }
}
