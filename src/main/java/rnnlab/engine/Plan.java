package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.engine.graph.Graph;
import rnnlab.engine.graph.Losses;
import rnnlab.engine.kernel.Gradients;
import rnnlab.engine.kernel.Lanes;
import rnnlab.engine.kernel.Workers;

/**
 * A Deeplearning4j network as kernels over preallocated arrays.
 *
 * <p>The parameters are read from the network when the plan is made and written back at the end of each epoch, before each
 * listener of the network is called, and on any exception. The same seed and data give the same bits, whatever the number of threads.
 */
public final class Plan implements Engine {

    private static final int OUTPUT_BATCH = 256;

    private final Dl4jNetwork network;
    private final Workers workers;
    private final Parameters parameters;
    private final Optimiser optimiser;
    private final Compiler compiler;
    private final TruncatedBptt truncated;
    private final List<Compiled> graphs = new ArrayList<>();
    /** The parameters of the last step whose loss and gradient were finite. */
    private final float[] lastGood;

    /** The losses of the pieces of a batch. */
    private final Losses losses;
    /** The optimiser's penalty at the last step. */
    private double penalty;

    private Binding binding;
    private long seed;
    private int iteration;
    private int epoch;
    private boolean stateful;

    private Plan(Dl4jNetwork network, Workers workers) {
        this.network = network;
        this.workers = workers;
        parameters = new Parameters(network);
        compiler = new Compiler(network, parameters, workers);
        optimiser = new Optimiser(network, parameters, workers);
        truncated = TruncatedBptt.of(network);
        if (truncated.used()
                && network instanceof Dl4jNetwork.Graph
                && !compiler.shapes().areSequences()) {
            throw new UnknownPartException("truncated back-propagation with an input or output without time steps");
        }
        losses = new Losses(network.outputs());
        parameters.read();
        lastGood = parameters.values.clone();
        optimiser.read();
        iteration = network.iteration();
        epoch = network.epoch();
    }

    /**
     * The plan of this network, on one thread for each processor.
     *
     * @throws RuntimeException when a part of the network is not known to the plan; {@link Engine#of} then takes Deeplearning4j
     */
    public static Plan of(Model network) {
        return of(network, Workers.common());
    }

    /** The plan of this network on these threads. */
    public static Plan of(Model network, Workers workers) {
        return new Plan(Dl4jNetwork.of(network), workers);
    }

    @Override
    public Optional<String> notice() {
        return Optional.empty();
    }

    @Override
    public void seed(long seed) {
        this.seed = seed;
    }

    @Override
    public void stateful(boolean stateful) {
        this.stateful = stateful;
        resetState();
    }

    @Override
    public void clipGlobalNorm(double limit) {
        optimiser.globalNorm(limit);
    }

    @Override
    public void resetState() {
        graphs.forEach(compiled -> compiled.graph.carryState(false));
    }

    @Override
    public double train(Examples data, int[] batch) {
        try {
            bind(data);
            if (!truncated.used()) {
                Graph graph = graph(binding.form(Lanes.pad(batch.length), true, Integer.MAX_VALUE));
                double loss = step(graph, batch, 0, Integer.MAX_VALUE, 0);
                graph.carryState(stateful);
                return loss;
            }
            return pieces(batch);
        } catch (RuntimeException | Error e) {
            parameters.write();
            throw e;
        }
    }

    @Override
    public int iteration() {
        return iteration;
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public int stepsPerBatch(Examples data) {
        bind(data);
        return truncated.used() ? truncated.pieces(binding.commonSteps()) : 1;
    }

    /** Truncated back-propagation: a step of the optimiser for each piece; an interrupt ends it between two. */
    private double pieces(int[] batch) {
        int steps = binding.commonSteps();
        int length = Math.min(steps, truncated.forward());
        losses.clear();
        double penalties = 0;
        int done = 0;
        while (done < steps && !(done > 0 && Thread.currentThread().isInterrupted())) {
            int to = Math.min(steps, done + length);
            Graph graph = graph(binding.form(Lanes.pad(batch.length), true, length));
            step(graph, batch, done, to, truncated.first(to - done));
            penalties += penalty * (to - done);
            graph.carryState(stateful || to < steps);
            done = to;
        }
        return losses.mean() + penalties / done;
    }

    /** One step of the optimiser on time steps [from, to); back-propagation stops at {@code first}. */
    private double step(Graph graph, int[] batch, int from, int to, int first) {
        double loss = gradient(graph, batch, from, to, first);
        optimiser.step(iteration, epoch);
        iteration++;
        graphs.forEach(compiled -> compiled.fresh = false);
        callListeners(loss);
        return loss;
    }

    /** The loss and, in {@link Parameters#gradients}, its gradient without penalties. */
    private double gradient(Graph graph, int[] batch, int from, int to, int first) {
        binding.fillFeatures(graph, batch, from, to);
        graph.forward(true, seed, iteration);
        binding.fillLabels(graph, batch, from, to);
        penalty = optimiser.penalty(iteration, epoch);
        double loss = graph.loss(parameters.clearGradients(), losses) + penalty;
        if (!Double.isFinite(loss)) {
            throw exploded("loss became " + loss);
        }
        graph.backward(first, parameters.gradients);
        if (!Double.isFinite(Gradients.squaredNorm(parameters.gradients, 0, parameters.gradients.length))) {
            throw exploded("gradient became infinite");
        }
        System.arraycopy(parameters.values, 0, lastGood, 0, lastGood.length);
        return loss;
    }

    /**
     * The gradient of the loss on these examples, in the order of the network's parameter vector; without penalties, clipping and
     * learning. Dropout drops.
     */
    public float[] gradient(Examples data, int[] batch) {
        bind(data);
        Graph graph = graph(binding.form(Lanes.pad(batch.length), true, Integer.MAX_VALUE));
        gradient(graph, batch, 0, Integer.MAX_VALUE, 0);
        graph.carryState(false);
        return parameters.theirs(parameters.gradients);
    }

    /** Back to the last good step. */
    private ArithmeticException exploded(String what) {
        if (iteration > 0) {
            System.arraycopy(lastGood, 0, parameters.values, 0, lastGood.length);
            graphs.forEach(compiled -> compiled.fresh = false);
        }
        return new Divergence(network).exception(what, iteration, epoch, lastGood);
    }

    private void callListeners(double loss) {
        if (!network.listeners().isEmpty()) {
            network.score(loss);
            writeBack();
            for (TrainingListener listener : network.listeners()) {
                listener.iterationDone(network.model(), iteration, epoch);
            }
        }
    }

    @Override
    public double loss(Examples data, int[] batch) {
        bind(data);
        Graph graph = graph(binding.form(Lanes.pad(batch.length), false, Integer.MAX_VALUE));
        binding.fillFeatures(graph, batch, 0, Integer.MAX_VALUE);
        graph.forward(false, 0, 0);
        binding.fillLabels(graph, batch, 0, Integer.MAX_VALUE);
        return graph.loss(null, losses) + optimiser.penalty(iteration, epoch);
    }

    @Override
    public List<INDArray> output(INDArray... features) {
        return output(Examples.features(features));
    }

    @Override
    public List<INDArray> output(Examples data) {
        var bound = new Binding(data, compiler.shapes());
        int count = bound.data.size();
        List<Predictions> predictions = compiler.shapes().outputs().stream()
                .map(o -> new Predictions(count))
                .toList();
        for (int from = 0; from < count; from += OUTPUT_BATCH) {
            int[] batch =
                    IntStream.range(from, Math.min(count, from + OUTPUT_BATCH)).toArray();
            Graph graph = graph(bound.form(Lanes.pad(batch.length), false, Integer.MAX_VALUE));
            bound.fillFeatures(graph, batch, 0, Integer.MAX_VALUE);
            graph.forward(false, 0, 0);
            for (int i = 0; i < predictions.size(); i++) {
                predictions.get(i).add(graph.outputs().get(i), graph.lanes(), batch);
            }
        }
        return predictions.stream().map(Predictions::array).toList();
    }

    @Override
    public Stream stream() {
        return new PlanStream(compiler, parameters, () -> Cells.of(network, compiler.shapes(), parameters, workers));
    }

    @Override
    public void endEpoch() {
        if (!Divergence.finite(parameters.values)) {
            ArithmeticException exploded = exploded("parameters became infinite");
            parameters.write();
            throw exploded;
        }
        epoch++;
        writeBack();
    }

    @Override
    public void writeBack() {
        parameters.write();
        optimiser.write();
        network.counts(iteration, epoch);
    }

    private void bind(Examples data) {
        if (binding == null || binding.data != data) {
            binding = new Binding(data, compiler.shapes());
        }
    }

    /** A graph, and whether it has the parameters of now. */
    private static final class Compiled {
        final Form form;
        final Graph graph;
        boolean fresh;

        Compiled(Form form, Graph graph) {
            this.form = form;
            this.graph = graph;
        }
    }

    /** A graph that can do this, with the parameters of now. */
    private Graph graph(Form form) {
        Compiled found = null;
        for (Compiled compiled : graphs) {
            if (compiled.form.covers(form)) {
                found = compiled;
            }
        }
        if (found == null) {
            found = new Compiled(form, compiler.compile(form));
            graphs.removeIf(compiled -> form.covers(compiled.form));
            graphs.add(found);
        }
        if (!found.fresh) {
            found.graph.load(parameters.values);
            found.fresh = true;
        }
        return found.graph;
    }
}
