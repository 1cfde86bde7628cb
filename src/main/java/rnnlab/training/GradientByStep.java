package rnnlab.training;

import java.util.Arrays;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** How strongly the loss depends on each time step of the input: where gradients vanish or explode. */
public final class GradientByStep {
    private GradientByStep() {}

    /**
     * The norm of the gradient of the loss with respect to the input at each time step, averaged over the examples:
     *
     * <pre>g(t) = 1/N * sum over examples of |dL/dx(t)|,   |.| the Euclidean norm over the features</pre>
     *
     * @param data features [N][F][T] and labels
     * @return [T]
     * @throws IllegalArgumentException when a layer lets no gradient through to the input
     */
    public static double[] of(MultiLayerNetwork network, DataSet data) {
        if (Arrays.stream(network.getLayers()).anyMatch(FrozenLayer.class::isInstance)) {
            throw new IllegalArgumentException("no gradient reaches the input of this network: a layer is frozen;"
                    + " FrozenLayerWithBackprop lets the gradient through");
        }
        var epsilon = network.calculateGradients(
                        data.getFeatures(), data.getLabels(), data.getFeaturesMaskArray(), data.getLabelsMaskArray())
                .getSecond(); // dL/dx, [N][F][T]
        if (epsilon == null) {
            throw new IllegalArgumentException(
                    "no gradient reaches the input of this network, because its first layer looks the input up");
        }
        return epsilon.norm2(1).mean(0).toDoubleVector(); // [N][T] -> [T]
    }
}
