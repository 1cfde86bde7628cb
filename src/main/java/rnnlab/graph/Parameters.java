package rnnlab.graph;

import rnnlab.kernel.Slice;
import rnnlab.network.ParameterPlace;

/** A layer's parameters among all, and where their gradient goes: nowhere, when the layer is frozen. */
final class Parameters {

    private final ParameterPlace place;
    private final boolean learn;
    /** Takes the gradient that a frozen layer computes on the way to the one of its input. */
    private final Slice unused;

    /** @param count how many parameters */
    Parameters(ParameterPlace place, int count, boolean training) {
        this.place = place;
        this.learn = training && !place.frozen() && count > 0;
        this.unused = training && place.frozen() ? Slice.of(new float[count]) : Slice.NONE;
    }

    /** Whether their gradient is wanted. */
    boolean learn() {
        return learn;
    }

    /** Where they are in the network's vector. */
    Slice in(float[] all) {
        return new Slice(all, place.at());
    }

    /** Where their gradient is added. */
    Slice gradients(float[] all) {
        return place.frozen() ? unused : in(all);
    }
}
