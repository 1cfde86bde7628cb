package rnnlab.graph;

import rnnlab.kernel.Recurrent;

/** A recurrent layer of the kernels: its output at each time step, and the state it carries from one pass to the next. */
final class RecurrentNode implements Node {

    private final Recurrent layer;
    private final Place place;
    private final Signal in;
    final Signal out;

    /** @param place the layer's parameters */
    RecurrentNode(String name, Recurrent layer, int units, Place place, Signal in, boolean training) {
        this.layer = layer;
        this.place = place;
        this.in = in.take();
        this.out = in.next(name, units, true, place.learns(), training);
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
        layer.mask(in.mask);
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
                pass.first(),
                out.gradient,
                0,
                place.gradients(pass.gradients()),
                place.gradientsAt(),
                in.gradient,
                0);
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
