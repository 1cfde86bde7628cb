package rnnlab.engine;

import java.util.List;
import rnnlab.kernel.Gradients;
import rnnlab.network.Learning.Clipping;
import rnnlab.network.Learning.Tensor;

/** Keeps the gradients of layers small, each by the norm and threshold that the layer was given. */
record Clippings(List<Clipping> all) {

    void apply(float[] g) {
        for (Clipping clipping : all) {
            apply(clipping, g);
        }
    }

    private static void apply(Clipping clipping, float[] g) {
        List<Tensor> tensors = clipping.tensors();
        double threshold = clipping.threshold();
        int from = tensors.get(0).from();
        int length = tensors.get(tensors.size() - 1).to() - from;
        switch (clipping.norm()) {
            case CLIP_VALUES -> Gradients.clipValues(g, from, length, threshold);
            case CLIP_LAYER -> Gradients.clipNorm(g, from, length, threshold);
            case CLIP_TENSOR -> tensors.forEach(t -> Gradients.clipNorm(g, t.from(), t.length(), threshold));
            case RENORMALISE_LAYER -> renormalise(g, from, length);
            case RENORMALISE_TENSOR -> tensors.forEach(t -> renormalise(g, t.from(), t.length()));
        }
    }

    private static void renormalise(float[] g, int at, int length) {
        double norm = Math.sqrt(Gradients.squaredNorm(g, at, length));
        Gradients.scale(g, at, length, 1 / (norm == 0 ? 1e-5 : norm));
    }
}
