package rnnlab.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;

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
            case ClipElementWiseAbsoluteValue -> {
                float limit = (float) threshold;
                for (int i = from; i < to; i++) {
                    g[i] = Math.max(-limit, Math.min(limit, g[i]));
                }
            }
            case ClipL2PerLayer -> clip(g, from, to);
            case ClipL2PerParamType -> tensors.forEach(t -> clip(g, t.from(), t.to()));
            case RenormalizeL2PerLayer -> scale(g, from, to, 1 / positive(norm(g, from, to)));
            case RenormalizeL2PerParamType ->
                tensors.forEach(t -> scale(g, t.from(), t.to(), 1 / positive(norm(g, t.from(), t.to()))));
            case None -> {}
        }
    }

    private void clip(float[] g, int from, int to) {
        double norm = norm(g, from, to);
        if (norm > threshold) {
            scale(g, from, to, threshold / norm);
        }
    }

    private static double positive(double norm) {
        return norm == 0 ? 1e-5 : norm;
    }

    /** Square root of the sum of squares. */
    static double norm(float[] g, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) g[i] * g[i];
        }
        return Math.sqrt(sum);
    }

    static void scale(float[] g, int from, int to, double factor) {
        float f = (float) factor;
        for (int i = from; i < to; i++) {
            g[i] *= f;
        }
    }
}
