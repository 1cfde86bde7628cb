package rnnlab.graph;

import rnnlab.kernel.Recurrent;

/**
 * A recurrent layer of the kernels: its output at each time step, and the state it carries from one pass to the next.
 */
final class RecurrentNode extends LayerNode {

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

    /** Starts the next pass from the state after this one, or from zero. */
    void carry(boolean keep) {
        if (keep) {
            layer.carryState();
        } else {
            layer.resetState();
        }
    }

    /** Column i of the carried state becomes what column {@code from[i]} is. */
    void reorder(int[] from) {
        float[] state = layer.state();
        float[] old = state.clone();
        for (int row = 0; row < state.length; row += in.paddedBatch) {
            for (int i = 0; i < from.length; i++) {
                state[row + i] = old[row + from[i]];
            }
        }
    }
}
