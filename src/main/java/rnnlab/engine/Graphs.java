package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import rnnlab.graph.Graph;
import rnnlab.graph.GraphCompiler;
import rnnlab.graph.GraphKey;
import rnnlab.kernel.Workers;
import rnnlab.network.Network;

/** The graphs of a network that were needed so far: one for each key, with the parameters of now. */
final class Graphs {

    /** A graph, and whether it has the parameters of now. */
    private static final class Compiled {
        final GraphKey key;
        final Graph graph;
        boolean fresh;

        Compiled(GraphKey key, Graph graph) {
            this.key = key;
            this.graph = graph;
        }
    }

    private final Network network;
    private final float[] parameters;
    private final Workers workers;
    private final List<Compiled> all = new ArrayList<>();

    /** @param parameters which change from step to step */
    Graphs(Network network, float[] parameters, Workers workers) {
        this.network = network;
        this.parameters = parameters;
        this.workers = workers;
    }

    /** A new graph that is not kept, without parameters. */
    Graph compile(GraphKey key) {
        return GraphCompiler.compile(network, key, workers);
    }

    /**
     * A graph that can do this, with the parameters of now; one that has room for more steps takes the place of a
     * smaller one.
     */
    Graph of(GraphKey key) {
        Compiled found = all.stream()
                .filter(compiled -> compiled.key.covers(key))
                .reduce((first, last) -> last)
                .orElseGet(() -> add(key));
        if (!found.fresh) {
            found.graph.load(parameters);
            found.fresh = true;
        }
        return found.graph;
    }

    private Compiled add(GraphKey key) {
        var compiled = new Compiled(key, compile(key));
        all.removeIf(smaller -> key.covers(smaller.key));
        all.add(compiled);
        return compiled;
    }

    /** The parameters are others now. */
    void parametersChanged() {
        all.forEach(compiled -> compiled.fresh = false);
    }

    /** The next pass of each starts from zero state. */
    void resetState() {
        all.forEach(compiled -> compiled.graph.carryState(false));
    }
}
