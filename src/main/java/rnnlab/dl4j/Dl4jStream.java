package rnnlab.dl4j;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rnnlab.engine.Stream;
import rnnlab.network.Input;

/** A network of one input and one output read step by step by Deeplearning4j. */
abstract class Dl4jStream implements Stream {

    final Dl4jCalls calls;
    private final Optional<Input> input;
    private int sequences;

    /** @param input what the network's input wants, where that is known */
    Dl4jStream(Dl4jCalls calls, Optional<Input> input) {
        this.calls = calls;
        this.input = input;
    }

    /**
     * The stream that these layers allow.
     *
     * @throws UnsupportedOperationException when a layer reads its sequence from the end
     */
    static Dl4jStream of(Dl4jCalls calls, Optional<Input> input) {
        if (calls.network().inputs() != 1
                || calls.network().outputs() != 1
                || input.filter(i -> !i.shape().sequence()).isPresent()) {
            throw new IllegalArgumentException("a stream wants a network with one input of sequences and one output");
        }
        return switch (Dl4jReading.of(calls)) {
            case FROM_THE_END ->
                throw new UnsupportedOperationException(
                        "a bidirectional layer needs the whole sequence, so it cannot be read step by step;"
                                + " use output");
            case STEP_BY_STEP -> new Dl4jTimeSteps(calls, input);
            case ALL_SO_FAR -> new Dl4jRereading(calls, input);
        };
    }

    @Override
    public float[] next(float... x) {
        if (input.filter(Input::indices).isPresent()) {
            throw new IllegalArgumentException("this network reads indices: next(int)");
        }
        if (input.filter(i -> i.shape().size() != x.length).isPresent()) {
            throw new IllegalArgumentException(
                    "a step has " + input.get().shape().size() + " numbers, not " + x.length);
        }
        begin(1);
        return step(Nd4j.create(x, new long[] {1, x.length}, 'c'))[0];
    }

    @Override
    public float[] next(int index) {
        return next(new int[] {index})[0];
    }

    @Override
    public float[][] next(int[] indices) {
        Input wanted = input.orElseThrow(() -> new UnsupportedOperationException(
                "how large the input of this network is, is not known, so it cannot read indices: next(float...)"));
        for (int index : indices) {
            if (index < 0 || index >= wanted.shape().size()) {
                throw new IllegalArgumentException("index " + index + "; allowed are 0 to "
                        + (wanted.shape().size() - 1));
            }
        }
        begin(indices.length);
        INDArray x =
                Nd4j.zeros(indices.length, wanted.indices() ? 1 : wanted.shape().size());
        for (int i = 0; i < indices.length; i++) {
            x.putScalar(i, wanted.indices() ? 0 : indices[i], wanted.indices() ? indices[i] : 1);
        }
        return step(x);
    }

    private void begin(int count) {
        if (sequences != 0 && sequences != count) {
            throw new IllegalArgumentException(
                    "this stream reads " + sequences + " sequences, not " + count + "; reset() starts anew");
        }
        sequences = count;
    }

    /** The prediction [sequences][L] after one more step [sequences][F]. */
    abstract float[][] step(INDArray x);

    /** The last step of an output [n][L][T] ([n][T][L] where it is {@code lastInTime}) or [n][L]. */
    final float[][] rows(INDArray output) {
        if (output.rank() == 2) {
            return output.toFloatMatrix();
        }
        boolean last = Dl4jLosses.lastInTime(calls.thawedOutputLayers().get(0));
        int axis = last ? 1 : 2;
        INDArray step = output.slice(output.size(axis) - 1, axis);
        return step.reshape(output.size(0), output.size(last ? 2 : 1)).toFloatMatrix();
    }

    @Override
    public final void reorder(int[] from) {
        if (from.length != sequences) {
            throw new IllegalArgumentException("this stream reads " + sequences + " sequences, not " + from.length);
        }
        order(Arrays.copyOf(from, from.length));
    }

    abstract void order(int[] from);

    @Override
    public void reset() {
        sequences = 0;
    }
}
