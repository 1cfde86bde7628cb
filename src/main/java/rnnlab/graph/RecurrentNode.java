package rnnlab.graph;

import rnnlab.kernel.Recurrent;

/**
 * A recurrent layer of the kernels: its output at each time step, and the state it carries from one pass to the next.
 */
final class RecurrentNode extends LayerNode implements Carrying {

    private final Recurrent layer;

    RecurrentNode(String name, Recurrent layer, int units, Parameters parameters, Signal in) {
        super(name, layer, units, parameters, in);
        this.layer = layer;
    }

    @Override
    public void forward(Pass pass) {
        layer.mask(in.mask);
        super.forward(pass);
    }

    @Override
    public void backward(Pass pass) {
        layer.truncate(pass.first());
        super.backward(pass);
    }

    boolean backwards() {
        return layer.backwards();
    }

    @Override
    public void carry(boolean keep) {
        if (keep) {
            layer.carryState();
        } else {
            layer.resetState();
        }
    }

    @Override
    public void take(Carrying before, int[] from) {
        var of = (RecurrentNode) before;
        int width = in.paddedBatch;
        Carrying.columns(of.layer.state(), of.in.paddedBatch, layer.state(), width, layer.state().length / width, from);
    }
}
