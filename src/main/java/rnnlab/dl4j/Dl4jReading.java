package rnnlab.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.recurrent.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import rnnlab.layers.CtcOutput;

/** How much of a sequence the layers of a network look at to answer at one step. */
enum Dl4jReading {
    /** The present step, and what they remember. */
    STEP_BY_STEP,
    /** All steps so far. */
    ALL_SO_FAR,
    /** The steps to come too. */
    FROM_THE_END;

    /** Layers without memory that answer at each step for itself. */
    private static final Set<Class<?>> EACH_STEP = Set.of(
            ActivationLayer.class,
            BatchNormalization.class,
            CtcOutput.class,
            DenseLayer.class,
            DropoutLayer.class,
            ElementWiseMultiplicationLayer.class,
            EmbeddingLayer.class,
            EmbeddingSequenceLayer.class,
            LossLayer.class,
            OutputLayer.class,
            RnnLossLayer.class,
            RnnOutputLayer.class);

    private static final List<Class<? extends GraphVertex>> EACH_STEP_VERTICES = List.of(
            LayerVertex.class,
            ElementWiseVertex.class,
            MergeVertex.class,
            PreprocessorVertex.class,
            ScaleVertex.class,
            ShiftVertex.class);

    static Dl4jReading of(Dl4jCalls calls) {
        Collection<GraphVertex> vertices = calls.network().model() instanceof ComputationGraph graph
                ? graph.getConfiguration().getVertices().values()
                : List.of();
        if (calls.layers().stream().anyMatch(Dl4jReading::fromTheEnd)
                || vertices.stream().anyMatch(ReverseTimeSeriesVertex.class::isInstance)) {
            return FROM_THE_END;
        }
        boolean each = calls.layers().stream().allMatch(Dl4jReading::eachStep)
                && vertices.stream()
                        .allMatch(vertex -> EACH_STEP_VERTICES.stream().anyMatch(known -> known.isInstance(vertex)));
        return each ? STEP_BY_STEP : ALL_SO_FAR;
    }

    /** The layer inside all that is wrapped around it. */
    static Layer innermost(Layer layer) {
        return layer instanceof BaseWrapperLayer wrapper ? innermost(wrapper.getUnderlying()) : layer;
    }

    private static boolean fromTheEnd(Layer layer) {
        Layer inner = innermost(layer);
        return inner instanceof BidirectionalLayer || inner instanceof GravesBidirectionalLSTM;
    }

    private static boolean eachStep(Layer layer) {
        if (layer instanceof LastTimeStepLayer) {
            return false; // rnnTimeStep passes it by
        }
        Layer inner = innermost(layer);
        if (inner instanceof RecurrentLayer) {
            // rnnTimeStep looks for a recurrent layer behind one wrapper only
            return inner == layer || ((BaseWrapperLayer) layer).getUnderlying() == inner;
        }
        return EACH_STEP.contains(inner.conf().getLayer().getClass());
    }

    /** Whether the network's input is [examples][steps][size]: one of its layers says so. */
    static boolean readsLastInTime(Dl4jCalls calls) {
        if (calls.network().model() instanceof MultiLayerNetwork row) {
            var conf = row.getLayerWiseConfigurations();
            return conf.getConfs().stream().anyMatch(c -> lastInTime(c.getLayer()))
                    || conf.getInputPreProcessors().values().stream().anyMatch(Dl4jReading::lastInTime);
        }
        var conf = ((ComputationGraph) calls.network().model()).getConfiguration();
        return conf.getVertices().values().stream()
                .anyMatch(vertex -> vertex instanceof LayerVertex layer
                        && (lastInTime(layer.getLayerConf().getLayer()) || lastInTime(layer.getPreProcessor())));
    }

    private static boolean lastInTime(InputPreProcessor preprocessor) {
        return preprocessor instanceof RnnToFeedForwardPreProcessor flat && flat.getRnnDataFormat() == RNNFormat.NWC;
    }

    private static boolean lastInTime(org.deeplearning4j.nn.conf.layers.Layer layer) {
        if (layer instanceof TimeDistributed each && each.getRnnDataFormat() == RNNFormat.NWC) {
            return true;
        }
        var inner = InputReader.innermost(layer);
        return inner instanceof BaseRecurrentLayer recurrent && recurrent.getRnnDataFormat() == RNNFormat.NWC
                || inner instanceof Convolution1DLayer convolution && convolution.getRnnDataFormat() == RNNFormat.NWC
                || inner instanceof RnnOutputLayer output && output.getRnnDataFormat() == RNNFormat.NWC;
    }
}
