package rnnlab.graph;

import rnnlab.kernel.Embedding;

/** A table of vectors, one for each index that enters. Only rows that the batch used get a gradient. */
final class EmbeddingNode implements Node {

    private final Embedding kernel;
    private final GraphInput in;
    private final Parameters parameters;
    final Signal out;

    EmbeddingNode(String name, Embedding kernel, GraphInput in, int units, Parameters parameters) {
        this.kernel = kernel;
        this.in = in;
        this.parameters = parameters;
        in.signal.take();
        this.out = in.signal.next(name, in.signal.shape.of(units), parameters.learn());
        out.value = kernel.output();
    }

    @Override
    public void load(float[] all) {
        kernel.load(parameters.in(all));
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in.signal);
        kernel.forward(in.indices, in.signal.steps, in.batch());
    }

    @Override
    public void backward(Pass pass) {
        if (!out.gradient.isNone()) {
            kernel.backward(out.gradient, parameters.gradients(pass.gradients()));
        }
    }
}
