package rnnlab.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rnnlab.graph.AttentionWeights;
import rnnlab.graph.Graph;
import rnnlab.graph.Losses;
import rnnlab.kernel.Gradients;
import rnnlab.kernel.Vectors;
import rnnlab.kernel.Workers;
import rnnlab.network.Network;
import rnnlab.network.Truncation;

/**
 * A training session: a network as kernels over preallocated arrays, its parameters and what its optimiser remembers.
 *
 * <p>A graph is compiled for each key (size of batch, steps, training or not) and kept. The same seed and data give the
 * same bits, whatever the number of threads.
 */
public final class Session {

    private static final int OUTPUT_BATCH = 256;

    /** Is told of each step of the optimiser. */
    public interface StepListener {
        /**
         * A step is done.
         *
         * @param loss before it
         */
        void stepEnded(double loss);
    }

    private final Network network;
    private final Workers workers;
    private final float[] parameters;
    private final float[] gradients;
    private final Optimiser optimiser;
    private final Graphs graphs;
    /** The parameters of the last step whose loss and gradient were finite. */
    private final float[] lastGood;
    /** The losses of the pieces of a batch. */
    private final Losses losses;

    private StepListener listener = loss -> {};
    /** The optimiser's penalty at the last step. */
    private double penalty;

    private Binding binding;
    private long seed;
    private int iteration;
    private int epoch;
    private int version;
    private boolean stateful;

    /**
     * @param parameters to begin with, each weight matrix row by row; the session's own from here on
     * @param iteration steps of the optimiser that the network has done in its life
     * @param epoch epochs that it has done
     */
    public Session(Network network, float[] parameters, int iteration, int epoch, Workers workers) {
        this.network = network;
        this.workers = workers;
        this.parameters = parameters;
        this.iteration = iteration;
        this.epoch = epoch;
        gradients = new float[parameters.length];
        lastGood = parameters.clone();
        optimiser = new Optimiser(network, parameters, gradients, workers);
        graphs = new Graphs(network, parameters, workers);
        losses = new Losses(network.outputs().size());
    }

    /** What it trains. */
    public Network network() {
        return network;
    }

    /** The parameters of now; to be read. */
    public float[] parameters() {
        return parameters;
    }

    /** Counts how often the parameters have changed. */
    int version() {
        return version;
    }

    Workers workers() {
        return workers;
    }

    Graphs graphs() {
        return graphs;
    }

    /** What the optimiser remembers. */
    public Optimiser optimiser() {
        return optimiser;
    }

    /** Tells of each step of the optimiser. */
    public void listener(StepListener listener) {
        this.listener = listener;
    }

    /** Decides what dropout drops from here on. */
    public void seed(long seed) {
        this.seed = seed;
    }

    /** Whether a batch goes on from the state where the one before ended. */
    public void stateful(boolean stateful) {
        this.stateful = stateful;
        resetState();
    }

    /** The most that the norm of the gradient of all parameters together may be. */
    public void clipGlobalNorm(double limit) {
        optimiser.globalNorm(limit);
    }

    /** The next batch starts from zero state. */
    public void resetState() {
        graphs.resetState();
    }

    /** How many steps of the optimiser the network has done in its life. */
    public int iteration() {
        return iteration;
    }

    /** How many epochs the network has done in its life. */
    public int epoch() {
        return epoch;
    }

    /** How many steps of the optimiser a batch of these examples is. */
    public int stepsPerBatch(Examples data) {
        bind(data);
        return network.truncation().used() ? network.truncation().pieces(binding.commonSteps()) : 1;
    }

    /**
     * One step of the optimiser; several with truncated back-propagation through time.
     *
     * @param batch indices of the examples in {@code data}
     * @return the loss before the step
     * @throws IllegalArgumentException when the data do not fit the network
     * @throws ArithmeticException when the loss or its gradient is not finite; the parameters are those of the last
     *     good step
     */
    public double train(Examples data, int[] batch) {
        bind(data);
        if (network.truncation().used()) {
            return pieces(batch);
        }
        Graph graph = graphs.of(binding.key(Vectors.pad(batch.length), true, Integer.MAX_VALUE));
        double loss = step(graph, batch, 0, Integer.MAX_VALUE, 0);
        graph.carryState(stateful);
        return loss;
    }

    /** Truncated back-propagation: a step of the optimiser for each piece; an interrupt ends it between two. */
    private double pieces(int[] batch) {
        Truncation truncation = network.truncation();
        int steps = binding.commonSteps();
        int length = Math.min(steps, truncation.forward());
        losses.clear();
        double penalties = 0;
        int done = 0;
        while (done < steps && !(done > 0 && Thread.currentThread().isInterrupted())) {
            int to = Math.min(steps, done + length);
            Graph graph = graphs.of(binding.key(Vectors.pad(batch.length), true, length));
            step(graph, batch, done, to, truncation.first(to - done));
            penalties += penalty * (to - done);
            graph.carryState(stateful || to < steps);
            done = to;
        }
        return losses.mean() + penalties / done;
    }

    /** One step of the optimiser on time steps [from, to); back-propagation stops at {@code first}. */
    private double step(Graph graph, int[] batch, int from, int to, int first) {
        double loss = backPropagate(graph, batch, from, to, first);
        optimiser.step(iteration, epoch);
        iteration++;
        changed();
        listener.stepEnded(loss);
        return loss;
    }

    /** The loss, and its gradient without penalties. */
    private double backPropagate(Graph graph, int[] batch, int from, int to, int first) {
        binding.fillFeatures(graph, batch, from, to);
        graph.forward(true, seed, iteration);
        binding.fillLabels(graph, batch, from, to);
        penalty = optimiser.penalty(iteration, epoch);
        Arrays.fill(gradients, 0f);
        double loss = graph.loss(gradients, losses) + penalty;
        if (!Double.isFinite(loss)) {
            throw exploded("loss became " + loss);
        }
        graph.backward(first, gradients);
        if (!Double.isFinite(Gradients.squaredNorm(gradients, 0, gradients.length))) {
            throw exploded("gradient became infinite");
        }
        System.arraycopy(parameters, 0, lastGood, 0, lastGood.length);
        return loss;
    }

    /**
     * The gradient of the loss on these examples, in the order of {@link #parameters}; without penalties, clipping and
     * learning. Dropout drops.
     */
    public float[] gradient(Examples data, int[] batch) {
        bind(data);
        Graph graph = graphs.of(binding.key(Vectors.pad(batch.length), true, Integer.MAX_VALUE));
        backPropagate(graph, batch, 0, Integer.MAX_VALUE, 0);
        graph.carryState(false);
        return gradients.clone();
    }

    /** Back to the last good step. */
    private ArithmeticException exploded(String what) {
        if (iteration > 0) {
            System.arraycopy(lastGood, 0, parameters, 0, lastGood.length);
            changed();
        }
        return new Divergence(network.learning().tensors(), network.learning().rates())
                .exception(what, iteration, epoch, lastGood);
    }

    private void changed() {
        version++;
        graphs.parametersChanged();
    }

    /** The loss on these examples, without dropout and without learning. */
    public double loss(Examples data, int[] batch) {
        bind(data);
        Graph graph = graphs.of(binding.key(Vectors.pad(batch.length), false, Integer.MAX_VALUE));
        binding.fillFeatures(graph, batch, 0, Integer.MAX_VALUE);
        graph.forward(false, 0, 0);
        binding.fillLabels(graph, batch, 0, Integer.MAX_VALUE);
        return graph.loss(null, losses) + optimiser.penalty(iteration, epoch);
    }

    /** What each output predicts for these examples; what it predicts at a masked step means nothing. */
    public List<Prediction> predict(Examples data) {
        var bound = new Binding(data, network);
        int count = data.size();
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < count; from += OUTPUT_BATCH) {
            int[] batch =
                    IntStream.range(from, Math.min(count, from + OUTPUT_BATCH)).toArray();
            Graph graph = graphs.of(bound.key(Vectors.pad(batch.length), false, Integer.MAX_VALUE));
            bound.fillFeatures(graph, batch, 0, Integer.MAX_VALUE);
            graph.forward(false, 0, 0);
            for (int i = 0; i < network.outputs().size(); i++) {
                if (from == 0) {
                    predictions.add(Prediction.room(count, graph.outputs().get(i)));
                }
                predictions.get(i).put(graph.outputs().get(i), graph.paddedBatch(), batch);
            }
        }
        return predictions;
    }

    /**
     * The network read step by step, with the parameters of each moment.
     *
     * @throws UnsupportedOperationException when a layer reads its sequence from the end
     */
    public Stream stream() {
        return new SessionStream(this);
    }

    /** How each attention layer weighs its keys for one of these examples, in the order of computation. */
    public List<AttentionMap> attention(Examples data, int example) {
        var bound = new Binding(data, network);
        Graph graph = graphs.of(bound.key(Vectors.pad(1), false, Integer.MAX_VALUE));
        bound.fillFeatures(graph, new int[] {example}, 0, Integer.MAX_VALUE);
        graph.forward(false, 0, 0);
        List<AttentionMap> maps = new ArrayList<>();
        for (List<AttentionWeights> queries : graph.attention(0)) {
            int heads = queries.get(0).weights().length;
            float[][][] weights = new float[heads][queries.size()][];
            for (int head = 0; head < heads; head++) {
                for (int i = 0; i < queries.size(); i++) {
                    weights[head][i] = queries.get(i).weights()[head];
                }
            }
            maps.add(new AttentionMap(queries.get(0).layer(), weights));
        }
        return maps;
    }

    /**
     * The network as a writer of sequences.
     *
     * @throws IllegalArgumentException when its inputs and outputs are others than {@link Decoder} names
     */
    public Decoder decoder() {
        return new SessionDecoder(this);
    }

    /**
     * Counts an epoch as done.
     *
     * @throws ArithmeticException when the last step made a parameter infinite; the parameters are those of the last
     *     good step
     */
    public void endEpoch() {
        if (!Divergence.finite(parameters)) {
            throw exploded("parameters became infinite");
        }
        epoch++;
    }

    private void bind(Examples data) {
        if (binding == null || binding.data != data) {
            binding = new Binding(data, network);
        }
    }
}
