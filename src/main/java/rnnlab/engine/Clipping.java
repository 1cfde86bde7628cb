package rnnlab.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;
import rnnlab.engine.kernel.Gradients;

/** Keeps the gradient of one layer small, by the rule and threshold that the layer was given. */
record Clipping(GradientNormalization rule, double threshold, List<Parameters.Tensor> tensors) {

    /** The layers that ask for it. */
    static List<Clipping> of(Parameters parameters) {
        Map<Trainable, List<Parameters.Tensor>> layers = new IdentityHashMap<>();
        List<Clipping> all = new ArrayList<>();
        for (Parameters.Tensor tensor : parameters.tensors) {
            List<Parameters.Tensor> layer = layers.get(tensor.layer());
            if (layer == null) {
                layer = new ArrayList<>();
                layers.put(tensor.layer(), layer);
                var config = tensor.layer().getConfig();
                GradientNormalization rule = config.getGradientNormalization();
                if (rule != null && rule != GradientNormalization.None) {
                    all.add(new Clipping(rule, config.getGradientNormalizationThreshold(), layer));
                }
            }
            layer.add(tensor);
        }
        return all;
    }

    void apply(float[] g) {
        int from = tensors.get(0).from();
        int to = tensors.get(tensors.size() - 1).to();
        switch (rule) {
            case ClipElementWiseAbsoluteValue -> Gradients.clipValues(g, from, to - from, threshold);
            case ClipL2PerLayer -> Gradients.clipNorm(g, from, to - from, threshold);
            case ClipL2PerParamType -> tensors.forEach(t -> Gradients.clipNorm(g, t.from(), t.length(), threshold));
            case RenormalizeL2PerLayer -> renormalise(g, from, to - from);
            case RenormalizeL2PerParamType -> tensors.forEach(t -> renormalise(g, t.from(), t.length()));
            case None -> {}
        }
    }

    private static void renormalise(float[] g, int at, int length) {
        double norm = Math.sqrt(Gradients.squaredNorm(g, at, length));
        Gradients.scale(g, at, length, 1 / (norm == 0 ? 1e-5 : norm));
    }
}
