package rnnlab.graph;

import rnnlab.kernel.Layer;

/** A layer of the kernels whose output depends on its input at the same time step alone. */
final class LayerNode implements Node {

    private final Layer layer;
    private final Place place;
    private final Signal in;
    final Signal out;

    /** @param place the layer's parameters */
    LayerNode(String name, Layer layer, int units, Place place, Signal in, boolean training) {
        this.layer = layer;
        this.place = place;
        this.in = in.take();
        this.out = in.next(name, units, in.sequence, place.learns() && layer.parameters() > 0, training);
        out.value = layer.output();
        out.at = layer.outputAt();
    }

    @Override
    public void load(float[] parameters) {
        layer.load(parameters, place.at());
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        layer.forward(in.value, in.at, in.steps);
    }

    @Override
    public void backward(Pass pass) {
        if (out.gradient == null) {
            return; // nothing here or before learns
        }
        layer.backward(
                in.value,
                in.at,
                in.steps,
                out.gradient,
                0,
                place.gradients(pass.gradients()),
                place.gradientsAt(),
                in.gradient,
                0);
    }
}
