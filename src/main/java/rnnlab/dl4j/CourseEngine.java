package rnnlab.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.engine.AttentionMap;
import rnnlab.engine.Decoder;
import rnnlab.engine.Examples;
import rnnlab.engine.Session;
import rnnlab.engine.Stream;
import rnnlab.kernel.Workers;
import rnnlab.network.Network;

/**
 * A Deeplearning4j network run by a {@link Session}.
 *
 * <p>The parameters are read from the network when the engine is made and written back at the end of each epoch, before
 * each listener of the network is called, and on any exception.
 */
public final class CourseEngine implements Engine {

    private final Dl4jNetwork network;
    private final Session session;
    private final ParameterOrder order;
    private final OptimiserMemory memory;

    private CourseEngine(Dl4jNetwork network, Workers workers) {
        this.network = network;
        Network description = ConfigurationReader.read(network);
        order = new ParameterOrder(description);
        float[] parameters = order.fromTheirs(network.parameters());
        session = new Session(description, parameters, network.iteration(), network.epoch(), workers);
        session.listener(this::callListeners);
        memory = new OptimiserMemory(network, order, session.optimiser());
        memory.read();
    }

    /**
     * The engine of this network, on one thread for each processor.
     *
     * @throws UnknownPartException when a part of the network has no description; {@link Engine#of} then takes
     *     Deeplearning4j's own fit
     */
    public static CourseEngine of(Model network) {
        return of(network, Workers.common());
    }

    /** The engine of this network on these threads. */
    public static CourseEngine of(Model network, Workers workers) {
        return new CourseEngine(Dl4jNetwork.of(network), workers);
    }

    /** What it runs. */
    public Session session() {
        return session;
    }

    @Override
    public long inputSize() {
        return network.inputSize();
    }

    @Override
    public long outputSize() {
        return network.outputSize();
    }

    @Override
    public Optional<String> notice() {
        return Optional.empty();
    }

    @Override
    public void seed(long seed) {
        session.seed(seed);
    }

    @Override
    public void stateful(boolean stateful) {
        session.stateful(stateful);
    }

    @Override
    public void clipGlobalNorm(double limit) {
        session.clipGlobalNorm(limit);
    }

    @Override
    public void resetState() {
        session.resetState();
    }

    @Override
    public double train(Examples data, int[] batch) {
        try {
            return session.train(data, batch);
        } catch (RuntimeException | Error e) {
            writeParameters();
            throw e;
        }
    }

    @Override
    public int iteration() {
        return session.iteration();
    }

    @Override
    public int epoch() {
        return session.epoch();
    }

    @Override
    public int stepsPerBatch(Examples data) {
        return session.stepsPerBatch(data);
    }

    private void callListeners(double loss) {
        if (!network.listeners().isEmpty()) {
            network.score(loss);
            writeBack();
            for (TrainingListener listener : network.listeners()) {
                listener.iterationDone(network.model(), iteration(), epoch());
            }
        }
    }

    /**
     * The gradient of the loss on these examples, in the order of the network's parameter vector; without penalties,
     * clipping and learning. Dropout drops.
     */
    public float[] gradient(Examples data, int[] batch) {
        return order.toTheirs(session.gradient(data, batch));
    }

    @Override
    public double loss(Examples data, int[] batch) {
        return session.loss(data, batch);
    }

    @Override
    public List<INDArray> output(INDArray... features) {
        return output(DataSetExamples.features(features));
    }

    @Override
    public List<INDArray> output(Examples data) {
        return session.predict(data).stream().map(NdArrays::array).toList();
    }

    @Override
    public Stream stream() {
        return session.stream();
    }

    /** How each attention layer weighs its keys for one of these examples: heat maps for each head. */
    public List<AttentionMap> attention(Examples data, int example) {
        return session.attention(data, example);
    }

    @Override
    public Decoder decoder() {
        return session.decoder();
    }

    @Override
    public void endEpoch() {
        try {
            session.endEpoch();
        } catch (ArithmeticException e) {
            writeParameters();
            throw e;
        }
        writeBack();
    }

    private void writeParameters() {
        network.parameters(order.toTheirs(session.parameters()));
    }

    @Override
    public void writeBack() {
        writeParameters();
        memory.write();
        network.counts(session.iteration(), session.epoch());
    }
}
