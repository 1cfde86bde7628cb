package rnnlab.graph;

import rnnlab.kernel.Embedding;

/** A table of vectors, one for each index that enters. Only rows that the batch used get a gradient. */
final class EmbeddingNode implements Node {

    private final Embedding kernel;
    private final GraphInput in;
    private final Place place;
    final Signal out;

    EmbeddingNode(String name, Embedding kernel, GraphInput in, int units, Place place, boolean training) {
        this.kernel = kernel;
        this.in = in;
        this.place = place;
        in.signal.take();
        this.out = in.signal.next(name, units, in.signal.sequence, place.learns(), training);
        out.value = kernel.output();
    }

    @Override
    public void load(float[] parameters) {
        kernel.load(parameters, place.at());
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in.signal);
        kernel.forward(in.indices, in.signal.steps, in.batch());
    }

    @Override
    public void backward(Pass pass) {
        if (out.gradient != null) {
            kernel.backward(out.gradient, 0, place.gradients(pass.gradients()), place.gradientsAt());
        }
    }
}
