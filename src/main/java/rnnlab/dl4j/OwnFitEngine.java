package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import rnnlab.engine.Checks;
import rnnlab.engine.Column;
import rnnlab.engine.Decoder;
import rnnlab.engine.Divergence;
import rnnlab.engine.Examples;
import rnnlab.engine.Fitting;
import rnnlab.engine.Stream;
import rnnlab.network.Input;
import rnnlab.network.Truncation;

/** Trains a network by Deeplearning4j's own {@code fit}: slow, but it knows every layer. */
final class OwnFitEngine implements Engine {

    private final Dl4jNetwork network;
    private final Dl4jCalls calls;
    private final String reason;
    private final Truncation truncated;
    /** What the inputs want; empty where that is not known. */
    private final List<Input> inputs;

    private final List<Boolean> labelIndices;
    private Examples given;
    private Examples checked;
    private INDArray lastGood;

    OwnFitEngine(Model model, String reason) {
        this.network = Dl4jNetwork.of(model);
        this.calls = new Dl4jCalls(network, reason);
        this.reason = reason;
        this.truncated = ConfigurationReader.truncation(network);
        this.inputs = inputs(network);
        this.labelIndices = labelIndices(network);
    }

    private static List<Input> inputs(Dl4jNetwork network) {
        try {
            return InputReader.of(network);
        } catch (UnknownPartException e) {
            return List.of(); // an input of another kind is no embedding's
        }
    }

    private static List<Boolean> labelIndices(Dl4jNetwork network) {
        try {
            return network.outputConfigurations().stream()
                    .map(LossReader::given)
                    .map(LossSparseMCXENT.class::isInstance)
                    .toList();
        } catch (UnknownPartException e) {
            return Collections.nCopies(network.outputs(), false); // a loss of another kind wants numbers
        }
    }

    private List<Boolean> featureIndices() {
        return inputs.isEmpty()
                ? Collections.nCopies(network.inputs(), false)
                : inputs.stream().map(Input::indices).toList();
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
        return Optional.of("Deeplearning4j's own fit trains this network, which is slower: " + reason);
    }

    @Override
    public void seed(long seed) {
        Nd4j.getRandom().setSeed(seed);
    }

    @Override
    public double train(Examples data, int[] batch) {
        MultiDataSet examples = batch(data, batch);
        if (truncated.used()) {
            checkSteps(examples, network instanceof Dl4jLayers);
        }
        var losses = new Dl4jLosses(calls, examples, truncated, lastGood);
        List<TrainingListener> listeners = List.copyOf(network.listeners());
        List<TrainingListener> all = new ArrayList<>(listeners);
        all.add(losses);
        network.listeners(all);
        try {
            calls.fit(examples);
            lastGood = losses.lastGood();
            return losses.loss();
        } catch (RuntimeException e) {
            lastGood = losses.lastGood();
            if (losses.diverged().isPresent()) {
                restore();
                throw losses.diverged().get();
            }
            throw e;
        } finally {
            network.listeners(listeners);
        }
    }

    /**
     * Refuses data that Deeplearning4j would pass over with no more than a line in its log.
     *
     * @param all whether all must be sequences; else those that are
     */
    private static void checkSteps(MultiDataSet data, boolean all) {
        INDArray first = data.getFeatures(0);
        for (INDArray[] arrays : List.of(data.getFeatures(), data.getLabels())) {
            for (INDArray array : arrays) {
                if (array.rank() == 3 ? first.rank() == 3 && array.size(2) != first.size(2) : all) {
                    throw new IllegalArgumentException(
                            "truncated back-propagation wants features and labels of one number of time steps, not "
                                    + Arrays.toString(array.shape()) + " beside " + Arrays.toString(first.shape()));
                }
            }
        }
    }

    private void restore() {
        if (lastGood != null) {
            network.model().setParams(lastGood);
        }
    }

    @Override
    public int iteration() {
        return network.iteration();
    }

    @Override
    public int epoch() {
        return network.epoch();
    }

    @Override
    public int stepsPerBatch(Examples data) {
        return ConfigurationReader.truncation(network).pieces(data.steps());
    }

    @Override
    public double loss(Examples data, int[] batch) {
        MultiDataSet examples = batch(data, batch);
        var losses = new Dl4jLosses(calls, examples, Truncation.NONE, lastGood);
        losses.add(calls.score(examples));
        return losses.loss();
    }

    /** These examples with the mask that holds at each output as the mask of its labels. */
    private MultiDataSet batch(Examples data, int[] batch) {
        check(data);
        MultiDataSet examples = DataSetExamples.batch(checked, batch, featureIndices(), labelIndices);
        if (examples.getFeaturesMaskArrays() == null) {
            return examples;
        }
        INDArray[] reached = calls.masks(examples);
        INDArray[] masks = examples.getLabelsMaskArrays() == null
                ? new INDArray[reached.length]
                : examples.getLabelsMaskArrays().clone();
        for (int i = 0; i < masks.length; i++) {
            if (masks[i] == null && reached[i] != null) {
                masks[i] = reached[i];
                hide(
                        examples.getLabels(i),
                        reached[i],
                        Dl4jLosses.lastInTime(calls.thawedOutputLayers().get(i)));
            }
        }
        return new MultiDataSet(examples.getFeatures(), examples.getLabels(), examples.getFeaturesMaskArrays(), masks);
    }

    /** Puts zeros into labels [N][L][T], or [N][T][L], at the steps that the mask [N][T] hides. */
    private static void hide(INDArray labels, INDArray mask, boolean lastInTime) {
        if (labels.rank() != 3 || mask.rank() != 2) {
            return;
        }
        for (long n = 0; n < mask.size(0); n++) {
            for (long t = 0; t < mask.size(1); t++) {
                if (mask.getDouble(n, t) == 0) {
                    (lastInTime ? labels.slice(n).slice(t) : labels.slice(n).slice(t, 1)).assign(0);
                }
            }
        }
    }

    /** Looks through data once, for what the course's engine would refuse too. */
    private void check(Examples data) {
        if (given == data) {
            return;
        }
        List<Column> features = new ArrayList<>();
        for (int i = 0; i < data.features().size(); i++) {
            boolean known = i < inputs.size() && inputs.get(i).indices();
            features.add(
                    known
                            ? Fitting.features(
                                    inputs.get(i),
                                    data.features().get(i),
                                    data.featureMasks().get(i))
                            : data.features().get(i));
            Checks.finite("features", features.get(i));
        }
        for (int i = 0; i < data.labels().size(); i++) {
            if (data.featureMasks().stream().allMatch(Optional::isEmpty)
                    || data.labelMasks().get(i).isPresent()) {
                Checks.finite("labels", data.labels().get(i));
            }
        }
        if (lastInTime()) {
            data.featureMasks().forEach(OwnFitEngine::refuseMask);
            data.labelMasks().forEach(OwnFitEngine::refuseMask);
        }
        given = data;
        checked = data.with(features);
    }

    /** Whether data come as [examples][steps][size]. */
    private boolean lastInTime() {
        return Dl4jReading.readsLastInTime(calls)
                || calls.thawedOutputLayers().stream().anyMatch(Dl4jLosses::lastInTime);
    }

    private static void refuseMask(Optional<Column> mask) {
        if (mask.isPresent()) {
            throw new IllegalArgumentException("masks want data of the format NCW, [examples][size][steps];"
                    + " this network reads NWC, [examples][steps][size]");
        }
    }

    @Override
    public void stateful(boolean stateful) {
        if (stateful) {
            throw new UnsupportedOperationException(
                    "Deeplearning4j's fit carries no state from batch to batch: " + reason);
        }
    }

    @Override
    public void clipGlobalNorm(double limit) {
        if (limit != Double.POSITIVE_INFINITY) {
            throw new UnsupportedOperationException(
                    "Deeplearning4j's fit clips the gradient of each layer alone, not of all together: " + reason);
        }
    }

    @Override
    public void resetState() {}

    @Override
    public List<INDArray> output(INDArray... features) {
        boolean indices = featureIndices().contains(true);
        return indices ? output(DataSetExamples.features(features)) : calls.output(features, null);
    }

    @Override
    public List<INDArray> output(Examples data) {
        check(data);
        int[] everything = IntStream.range(0, data.size()).toArray();
        MultiDataSet all = DataSetExamples.batch(checked, everything, featureIndices(), labelIndices);
        return calls.output(all.getFeatures(), all.getFeaturesMaskArrays());
    }

    @Override
    public Stream stream() {
        return Dl4jStream.of(calls, inputs.size() == 1 ? Optional.of(inputs.get(0)) : Optional.empty());
    }

    @Override
    public Decoder decoder() {
        return new Dl4jDecoder(calls);
    }

    @Override
    public void endEpoch() {
        if (!Divergence.finite(network.model().params().dup().data().asFloat())) {
            var exception = Dl4jLosses.exception(network, "parameters became infinite", lastGood);
            restore();
            throw exception;
        }
        network.counts(network.iteration(), network.epoch() + 1);
    }

    @Override
    public void writeBack() {}
}
