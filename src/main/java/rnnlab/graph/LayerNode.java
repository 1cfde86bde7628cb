package rnnlab.graph;

import rnnlab.kernel.Layer;

/** A layer of the kernels. */
class LayerNode implements Node {

    private final Layer layer;
    private final Parameters parameters;
    final Signal in;
    final Signal out;

    LayerNode(String name, Layer layer, int units, Parameters parameters, Signal in) {
        this.layer = layer;
        this.parameters = parameters;
        this.in = in.take();
        this.out = in.next(name, in.shape.of(units), parameters.learn());
        out.value = layer.output();
    }

    @Override
    public final void load(float[] all) {
        layer.load(parameters.in(all));
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        layer.forward(in.value, in.steps);
    }

    @Override
    public void backward(Pass pass) {
        if (out.gradient.isNone()) {
            return; // nothing here or before learns
        }
        layer.backward(in.value, in.steps, out.gradient, parameters.gradients(pass.gradients()), in.gradient);
    }
}
