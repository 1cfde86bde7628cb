package rnnlab.engine.graph;

import rnnlab.engine.kernel.Layer;

/** A layer of the kernels whose output depends on its input at the same time step alone. */
final class LayerNode implements Node {

    private final Layer layer;
    private final int parametersAt;
    private final Signal in;
    final Signal out;

    /** @param parametersAt where the layer's parameters begin in the network's vector */
    LayerNode(String name, Layer layer, int units, int parametersAt, Signal in, boolean training) {
        this.layer = layer;
        this.parametersAt = parametersAt;
        this.in = in.take();
        this.out = in.next(name, units, in.sequence, layer.parameters() > 0, training);
        out.value = layer.output();
        out.at = layer.outputAt();
    }

    @Override
    public void load(float[] parameters) {
        layer.load(parameters, parametersAt);
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        layer.forward(in.value, in.at, in.steps);
    }

    @Override
    public void backward(Pass pass) {
        layer.backward(in.value, in.at, in.steps, out.gradient, 0, pass.gradients(), parametersAt, in.gradient, 0);
    }
}
