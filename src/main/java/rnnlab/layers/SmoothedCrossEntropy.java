package rnnlab.layers;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Cross-entropy of classes with label smoothing (Szegedy et al. 2016, <a
 * href="https://arxiv.org/abs/1512.00567">arXiv:1512.00567</a>, section 7; Vaswani et al. 2017 take 0.1): the share s
 * of each target is spread evenly over all V classes, q' = (1 - s) q + s / V, so that no logit is driven to infinity.
 * With s = 0 it is Deeplearning4j's {@code LossMCXENT}.
 *
 * <pre>{@code new RnnOutputLayer.Builder(new SmoothedCrossEntropy(0.1)).activation(Activation.SOFTMAX)}</pre>
 */
public final class SmoothedCrossEntropy extends LossMCXENT {

    private static final long serialVersionUID = 1;

    private final double smoothing;

    /** @param smoothing s, at least 0 and below 1 */
    public SmoothedCrossEntropy(@JsonProperty("smoothing") double smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing: " + smoothing + " is not allowed; from 0 to below 1");
        }
        this.smoothing = smoothing;
    }

    /** s */
    public double getSmoothing() {
        return smoothing;
    }

    /** q', with s / V of what the target has altogether, so that a target of zeros stays one. */
    private INDArray smoothed(INDArray labels) {
        INDArray all = labels.castTo(org.nd4j.linalg.factory.Nd4j.defaultFloatingPointType());
        return all.mul(1 - smoothing).addiColumnVector(all.sum(true, 1).muli(smoothing / labels.size(1)));
    }

    @Override
    public double computeScore(INDArray labels, INDArray sums, IActivation activation, INDArray mask, boolean average) {
        return super.computeScore(smoothed(labels), sums, activation, mask, average);
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray sums, IActivation activation, INDArray mask) {
        return super.computeScoreArray(smoothed(labels), sums, activation, mask);
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray sums, IActivation activation, INDArray mask) {
        return super.computeGradient(smoothed(labels), sums, activation, mask);
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray sums, IActivation activation, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, sums, activation, mask, average), computeGradient(labels, sums, activation, mask));
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof SmoothedCrossEntropy that
                && Double.compare(smoothing, that.smoothing) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Double.hashCode(smoothing);
    }

    @Override
    public String toString() {
        return "SmoothedCrossEntropy(" + smoothing + ")";
    }
}
