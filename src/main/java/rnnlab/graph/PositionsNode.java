package rnnlab.graph;

import rnnlab.kernel.Positions;

/** Positions of time steps; where a sequence is read step by step, it counts them. */
final class PositionsNode extends LayerNode implements Carrying {

    private final Positions kernel;
    private final boolean stepwise;
    private final String name;
    private int first;

    PositionsNode(String name, Positions kernel, Parameters parameters, Signal in, boolean stepwise) {
        super(name, kernel, in.size, parameters, in);
        this.name = name;
        this.kernel = kernel;
        this.stepwise = stepwise;
    }

    @Override
    public void forward(Pass pass) {
        kernel.first(first);
        try {
            super.forward(pass);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layer \"" + name + "\": " + e.getMessage(), e);
        }
        first += stepwise ? in.steps : 0;
    }

    @Override
    public void carry(boolean keep) {
        first = keep ? first : 0;
    }

    @Override
    public void take(Carrying before, int[] from) {
        first = ((PositionsNode) before).first;
    }
}
