package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.IUpdater;
import rnnlab.engine.kernel.Gradients;
import rnnlab.engine.kernel.Workers;

/**
 * One step of learning: clip the gradient, add the penalties' gradient, update the parameters; each layer by the settings it has
 * in Deeplearning4j. What the optimiser remembers is kept beside the parameters and read from and written to Deeplearning4j's
 * own updater, so that a saved network goes on as if nothing had happened.
 */
final class Optimiser {

    /** @param learning the ranges of parameters that are not frozen, each its first and the one after its last */
    private record Group(IUpdater settings, Rule rule, int from, int to, int stateAt, List<int[]> learning) {
        int length() {
            return to - from;
        }
    }

    private final Dl4jNetwork network;
    private final Parameters parameters;
    private final Workers workers;
    private final List<Group> groups = new ArrayList<>();
    private final List<Clipping> clippings;
    private final List<Penalty> penalties;
    /** What the rules remember, in the same places as the parameters. */
    private final float[] first;

    private final float[] second;
    private double globalNorm = Double.POSITIVE_INFINITY;

    Optimiser(Dl4jNetwork network, Parameters parameters, Workers workers) {
        this.workers = workers;
        this.network = network;
        this.parameters = parameters;
        for (UpdaterBlock block : network.updaterBlocks()) {
            IUpdater settings = block.getGradientUpdater().getConfig();
            groups.add(new Group(
                    settings,
                    Rule.of(settings),
                    block.getParamOffsetStart(),
                    block.getParamOffsetEnd(),
                    block.getUpdaterViewOffsetStart(),
                    parameters.learning(block)));
        }
        clippings = Clipping.of(parameters);
        penalties = Penalty.of(parameters);
        first = new float[remembers(1) ? parameters.values.length : 0];
        second = new float[remembers(2) ? parameters.values.length : 0];
    }

    private boolean remembers(int memory) {
        return groups.stream().anyMatch(group -> group.rule.memory() >= memory);
    }

    /** What the penalties add to the loss. */
    double penalty(int iteration, int epoch) {
        double sum = 0;
        for (Penalty penalty : penalties) {
            sum += penalty.loss(parameters.values, iteration, epoch);
        }
        return sum;
    }

    /** The most that the norm of the gradient of all parameters may be. */
    void globalNorm(double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("the norm to clip at must be above 0, not " + limit);
        }
        globalNorm = limit;
    }

    void step(int iteration, int epoch) {
        float[] w = parameters.values;
        float[] g = parameters.gradients;
        for (Clipping clipping : clippings) {
            clipping.apply(g);
        }
        if (globalNorm < Double.POSITIVE_INFINITY) {
            Gradients.clipNorm(g, 0, g.length, globalNorm);
        }
        for (Penalty penalty : penalties) {
            penalty.apply(w, g, iteration, epoch);
        }
        for (Group group : groups) {
            for (int[] range : group.learning) {
                workers.ranges(
                        range[1] - range[0],
                        (from, to) ->
                                group.rule.update(w, g, first, second, range[0] + from, to - from, iteration, epoch));
            }
        }
    }

    /** Reads what Deeplearning4j's updater remembers. */
    void read() {
        float[] state = network.updaterState();
        float[] turned = state.clone();
        turn(state, turned, false);
        for (Group group : groups) {
            if (group.rule.memory() > 0) {
                System.arraycopy(turned, group.stateAt, first, group.from, group.length());
            }
            if (group.rule.memory() > 1) {
                System.arraycopy(turned, group.stateAt + group.length(), second, group.from, group.length());
            }
        }
    }

    /** Writes what Deeplearning4j's updater shall remember. */
    void write() {
        float[] state = network.updaterState();
        for (Group group : groups) {
            if (group.rule.memory() > 0) {
                System.arraycopy(first, group.from, state, group.stateAt, group.length());
            }
            if (group.rule.memory() > 1) {
                System.arraycopy(second, group.from, state, group.stateAt + group.length(), group.length());
            }
        }
        float[] turned = state.clone();
        turn(state, turned, true);
        network.updaterState(turned);
    }

    private void turn(float[] from, float[] to, boolean back) {
        for (Group group : groups) {
            for (int k = 0; k < group.rule.memory(); k++) {
                parameters.turnState(from, to, group.stateAt + k * group.length(), group.from, group.to, back);
            }
        }
    }
}
