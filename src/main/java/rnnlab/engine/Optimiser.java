package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import rnnlab.kernel.Gradients;
import rnnlab.kernel.OptimiserState;
import rnnlab.kernel.Workers;
import rnnlab.network.Learning.Group;
import rnnlab.network.Learning.Range;
import rnnlab.network.Network;

/**
 * One step of learning: clip the gradient, add the penalties' gradient, update the parameters; each layer by the
 * settings that it was given. What the rules remember lies in the same places as the parameters.
 */
public final class Optimiser {

    /** Parameters that share a rule, and the rule at work. */
    private record Ruled(Rule rule, Group group) {}

    private final Workers workers;
    private final List<Ruled> groups = new ArrayList<>();
    private final Clippings clippings;
    private final Penalties penalties;
    private final OptimiserState state;
    private double globalNorm = Double.POSITIVE_INFINITY;

    /**
     * @param parameters what it changes
     * @param gradients where it finds their gradient
     */
    Optimiser(Network network, float[] parameters, float[] gradients, Workers workers) {
        this.workers = workers;
        for (Group group : network.learning().groups()) {
            groups.add(new Ruled(Rule.of(group.rule()), group));
        }
        clippings = new Clippings(network.learning().clippings());
        penalties = new Penalties(network.learning().penalties());
        state = new OptimiserState(parameters, gradients, room(1, parameters.length), room(2, parameters.length));
    }

    private float[] room(int number, int length) {
        boolean remembers = groups.stream().anyMatch(group -> group.rule.memory() >= number);
        return new float[remembers ? length : 0];
    }

    /**
     * How many numbers the rule of each group of the network remembers for each parameter, in the order of the groups.
     */
    public List<Integer> memories() {
        return groups.stream().map(group -> group.rule.memory()).toList();
    }

    /**
     * What the rules remember, to be read and written.
     *
     * @param number 0 for the first memory, 1 for the second
     * @return as long as the parameters, or empty where no rule has such a memory
     */
    public float[] memory(int number) {
        return number == 0 ? state.first() : state.second();
    }

    /** What the penalties add to the loss. */
    double penalty(int iteration, int epoch) {
        return penalties.loss(state.w(), iteration, epoch);
    }

    /** The most that the norm of the gradient of all parameters may be. */
    void globalNorm(double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("the norm to clip at must be above 0, not " + limit);
        }
        globalNorm = limit;
    }

    void step(int iteration, int epoch) {
        float[] g = state.g();
        clippings.apply(g);
        if (globalNorm < Double.POSITIVE_INFINITY) {
            Gradients.clipNorm(g, 0, g.length, globalNorm);
        }
        penalties.apply(state.w(), g, iteration, epoch);
        for (Ruled group : groups) {
            for (Range range : group.group.learning()) {
                workers.ranges(range.length(), (from, to) -> group.rule
                        .update()
                        .apply(state, range.from() + from, to - from, iteration, epoch));
            }
        }
    }
}
