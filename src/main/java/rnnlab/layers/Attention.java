package rnnlab.layers;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention as a vertex of a graph: for each query a mean of the values, weighed by how well the query fits each
 * value's key.
 *
 * <pre>
 *   e_ij = score(q_i, k_j),   p_ij = exp(e_ij) / sum over j of exp(e_ij),   o_i = sum over j of p_ij v_j
 * </pre>
 *
 * <p>It reads one to three vertices: the queries [B][F][Tq]; the keys [B][F][Tk], which are the queries where they are
 * left out (self-attention); the values, likewise the keys. The mask of the keys hides what is padding. A {@code
 * causal} attention hides from each query the keys after its own step.
 *
 * <p>It takes updater, penalties and weights' beginning from the network's configuration, as layers do. Of
 * Deeplearning4j's {@code SameDiffVertex} it is for that reason alone; what it computes inside Deeplearning4j is in
 * {@link AttentionGraphVertex}.
 */
public abstract class Attention extends SameDiffVertex {

    private static final long serialVersionUID = 1;

    private long queriesIn;
    private long keysIn;
    private long valuesIn;
    private boolean causal;
    private IWeightInit weightInit;

    /** Sizes are found from the input types. */
    Attention() {}

    /** How many parts of the units are looked at apart; 1 where the kind of attention has no heads. */
    public int heads() {
        return 1;
    }

    /** What a query and a key are multiplied with before they are compared; empty rows where there are none. */
    abstract void parameters(SDVertexParams parameters);

    /** Numbers of the output at a step, with these sizes of queries, keys and values. */
    public abstract long outputSize();

    /** @throws IllegalStateException when the sizes do not fit each other */
    abstract void checkSizes();

    /** Another of the same kind, whose settings of this class are not copied yet. */
    abstract Attention fresh();

    /** Numbers of a query at a step; 0 until it is known. */
    public long getQueriesIn() {
        return queriesIn;
    }

    /** For a network without input types. */
    public void setQueriesIn(long queriesIn) {
        this.queriesIn = queriesIn;
        setVertexParams(null);
    }

    /** Numbers of a key at a step; 0 until it is known. */
    public long getKeysIn() {
        return keysIn;
    }

    /** For a network without input types. */
    public void setKeysIn(long keysIn) {
        this.keysIn = keysIn;
        setVertexParams(null);
    }

    /** Numbers of a value at a step; 0 until it is known. */
    public long getValuesIn() {
        return valuesIn;
    }

    /** For a network without input types. */
    public void setValuesIn(long valuesIn) {
        this.valuesIn = valuesIn;
        setVertexParams(null);
    }

    /** Whether a query sees the keys up to its own step alone. */
    public boolean isCausal() {
        return causal;
    }

    /** For reading a saved network. */
    public void setCausal(boolean causal) {
        this.causal = causal;
    }

    /** How weights begin. */
    public IWeightInit getWeightInit() {
        return weightInit;
    }

    /** How weights begin; as the network's configuration says unless told. */
    public void setWeightInit(IWeightInit weightInit) {
        this.weightInit = weightInit;
    }

    @Override
    public int maxVertexInputs() {
        return 3;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType... reads) throws InvalidInputTypeException {
        for (InputType read : reads) {
            if (read.getType() != InputType.Type.RNN) {
                throw new InvalidInputTypeException(words() + ": reads sequences, not " + read);
            }
        }
        var queries = (InputType.InputTypeRecurrent) reads[0];
        queriesIn = queries.getSize();
        keysIn = size(reads[Math.min(1, reads.length - 1)]);
        valuesIn = size(reads[reads.length - 1]);
        setVertexParams(null);
        checkSizes();
        return InputType.recurrent(outputSize(), queries.getTimeSeriesLength());
    }

    private static long size(InputType type) {
        return ((InputType.InputTypeRecurrent) type).getSize();
    }

    /** It in messages. */
    String words() {
        return getClass().getSimpleName() + (getLayerName() == null ? "" : " \"" + getLayerName() + "\"");
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams parameters) {
        parameters.clear();
        parameters.defineInputs("queries", "keys", "values");
        parameters(parameters);
    }

    @Override
    public void applyGlobalConfigToLayer(NeuralNetConfiguration.Builder global) {
        if (weightInit == null) {
            weightInit = global.getWeightInitFn();
        }
    }

    /** Weights [nOut][nIn] are drawn, biases are 0. */
    @Override
    public void initializeParameters(Map<String, INDArray> parameters) {
        IWeightInit init = weightInit == null ? new WeightInitXavier() : weightInit;
        parameters.forEach((name, array) -> {
            if (getVertexParams().isBiasParam(name)) {
                array.assign(0);
            } else {
                init.init(array.size(1), array.size(0), array.shape(), 'c', array.reshape(array.length()));
            }
        });
    }

    @Override
    public GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialize, DataType type) {
        setName(name);
        if (queriesIn < 1 || keysIn < 1 || valuesIn < 1) {
            throw new IllegalStateException(words() + ": how large queries, keys and values are is not known;"
                    + " tell the graph its input types: setInputTypes(InputType.recurrent(...), ...)");
        }
        checkSizes();
        return new AttentionGraphVertex(this, graph, name, index, parameters, initialize, type);
    }

    /** The mask of the queries holds after it. */
    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batch) {
        return new Pair<>(masks == null ? null : masks[0], state);
    }

    /** Not in use: see {@link AttentionGraphVertex}. */
    @Override
    public SDVariable defineVertex(
            SameDiff sameDiff,
            Map<String, SDVariable> inputs,
            Map<String, SDVariable> parameters,
            Map<String, SDVariable> masks) {
        throw new UnsupportedOperationException("attention is not computed by SameDiff");
    }

    @Override
    public Attention clone() {
        Attention copy = fresh();
        copy.queriesIn = queriesIn;
        copy.keysIn = keysIn;
        copy.valuesIn = valuesIn;
        copy.causal = causal;
        copy.weightInit = weightInit;
        copy.setName(getName());
        copy.setRegularization(getRegularization());
        copy.setRegularizationBias(getRegularizationBias());
        copy.setUpdater(getUpdater() == null ? null : getUpdater().clone());
        copy.setBiasUpdater(getBiasUpdater() == null ? null : getBiasUpdater().clone());
        copy.setGradientNormalization(getGradientNormalization());
        copy.setGradientNormalizationThreshold(getGradientNormalizationThreshold());
        copy.setDataType(getDataType());
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attention that
                && getClass() == that.getClass()
                && super.equals(other)
                && queriesIn == that.queriesIn
                && keysIn == that.keysIn
                && valuesIn == that.valuesIn
                && causal == that.causal
                && Objects.equals(weightInit, that.weightInit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), queriesIn, keysIn, valuesIn, causal, weightInit);
    }
}
