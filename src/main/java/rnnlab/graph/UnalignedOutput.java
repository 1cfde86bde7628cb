package rnnlab.graph;

import rnnlab.kernel.Capacity;
import rnnlab.kernel.Ctc;
import rnnlab.kernel.LossWeights;
import rnnlab.kernel.Slice;

/** Predicts a sequence of symbols that nobody has laid along the time steps: softmax and {@link Ctc}. */
final class UnalignedOutput extends GraphOutput {

    private final Ctc kernel;
    private final float[] prediction;
    /** The symbols, [U][B]. */
    private int[] labels = new int[0];

    private int places;
    private int batch;

    UnalignedOutput(Signal in, Capacity capacity) {
        super(in);
        this.kernel = new Ctc(in.size, capacity);
        this.prediction = new float[in.capacity * in.block()];
    }

    @Override
    public boolean wantsIndices() {
        return true;
    }

    @Override
    public float[] targets() {
        throw new IllegalStateException(in.name + " predicts symbols, not numbers");
    }

    /** The array to fill with symbols, [U][B]; 0 or less where a label is over. */
    @Override
    public int[] classes() {
        return labels;
    }

    @Override
    public void room(int steps) {
        places = steps;
        if (labels.length < places * in.paddedBatch) {
            labels = new int[places * in.paddedBatch];
        }
    }

    @Override
    public void prepare(int batch, boolean masked) {
        super.prepare(batch, masked);
        this.batch = batch;
    }

    /** The weights are those of frames, and a label that is over hides none. */
    @Override
    void skipNone(int batch) {}

    /** The number of examples. */
    @Override
    public double count() {
        return batch;
    }

    @Override
    double sum(Pass pass, LossWeights count) {
        return kernel.sum(in.value, labels, places, count, gradient(pass));
    }

    @Override
    public float[] prediction() {
        kernel.probabilities(in.value, in.steps, Slice.of(prediction));
        return prediction;
    }
}
