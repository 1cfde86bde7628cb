package rnnlab.dl4j;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import rnnlab.engine.Divergence;
import rnnlab.network.Learning;
import rnnlab.network.Learning.Clipping;
import rnnlab.network.Learning.Group;
import rnnlab.network.Learning.Norm;
import rnnlab.network.Learning.Penalty;
import rnnlab.network.Learning.Range;
import rnnlab.network.Learning.Tensor;
import rnnlab.network.Learning.Term;
import rnnlab.network.Rate;
import rnnlab.network.UpdateRule;

/**
 * Reads how a network learns: its updaters, clipping and penalties. Rates are asked at each step, so they may follow a
 * schedule.
 */
final class LearningReader {

    /** A tensor beside the layer and the group that it belongs to in Deeplearning4j. */
    private record Owned(Tensor tensor, Trainable layer, UpdaterBlock block) {}

    private final List<UpdaterBlock> blocks;
    private final List<Owned> all = new ArrayList<>();

    private LearningReader(Dl4jNetwork network) {
        blocks = network.updaterBlocks();
        for (UpdaterBlock block : blocks) {
            for (UpdaterBlock.ParamState p : block.getLayersAndVariablesInBlock()) {
                Trainable layer = p.getLayer();
                var tensor = new Tensor(
                        layer.getConfig().getLayerName(),
                        p.getParamName(),
                        p.getParamOffsetStart(),
                        p.getParamOffsetEnd(),
                        Dl4jNetwork.frozen(layer));
                all.add(new Owned(tensor, layer, block));
            }
        }
    }

    /** @throws UnknownPartException when a part of it has no description */
    static Learning read(Dl4jNetwork network) {
        var reader = new LearningReader(network);
        return new Learning(
                reader.tensors(),
                reader.blocks.stream().map(reader::group).toList(),
                reader.clippings(),
                reader.penalties(),
                reader.rates());
    }

    /** What is said when this network diverges, whoever trains it. */
    static Divergence divergence(Dl4jNetwork network) {
        var reader = new LearningReader(network);
        return new Divergence(reader.tensors(), reader.rates());
    }

    private List<Tensor> tensors() {
        return all.stream().map(Owned::tensor).toList();
    }

    private static IUpdater updater(UpdaterBlock block) {
        return block.getGradientUpdater().getConfig();
    }

    private List<Rate> rates() {
        return blocks.stream()
                .map(LearningReader::updater)
                .filter(IUpdater::hasLearningRate)
                .<Rate>map(updater -> updater::getLearningRate)
                .toList();
    }

    private Group group(UpdaterBlock block) {
        var range = new Range(block.getParamOffsetStart(), block.getParamOffsetEnd());
        return new Group(rule(updater(block)), range, learning(block));
    }

    /** The ranges of a group's parameters that are not frozen; neighbours are one. */
    private List<Range> learning(UpdaterBlock block) {
        List<Range> ranges = new ArrayList<>();
        for (Owned owned : all) {
            Tensor tensor = owned.tensor;
            if (owned.block != block || tensor.frozen()) {
                continue;
            }
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).to() == tensor.from()) {
                ranges.set(last, new Range(ranges.get(last).from(), tensor.to()));
            } else {
                ranges.add(new Range(tensor.from(), tensor.to()));
            }
        }
        return ranges;
    }

    private static UpdateRule rule(IUpdater updater) {
        Rate rate = updater::getLearningRate;
        if (updater instanceof Sgd) {
            return new UpdateRule.Sgd(rate);
        }
        if (updater instanceof Adam adam) {
            return new UpdateRule.Adam(rate, adam.getBeta1(), adam.getBeta2(), adam.getEpsilon());
        }
        if (updater instanceof Nesterovs nesterovs) {
            return new UpdateRule.Nesterov(rate, nesterovs::currentMomentum);
        }
        if (updater instanceof RmsProp rmsProp) {
            return new UpdateRule.RmsProp(rate, rmsProp.getRmsDecay(), rmsProp.getEpsilon());
        }
        if (updater instanceof AdaGrad adaGrad) {
            return new UpdateRule.AdaGrad(rate, adaGrad.getEpsilon());
        }
        if (updater instanceof NoOp) {
            return new UpdateRule.Nothing();
        }
        throw new UnknownPartException("updater " + updater.getClass().getSimpleName());
    }

    /** The layers that ask for it. */
    private List<Clipping> clippings() {
        Map<Trainable, List<Tensor>> layers = new IdentityHashMap<>();
        List<Trainable> order = new ArrayList<>();
        for (Owned owned : all) {
            layers.computeIfAbsent(owned.layer, layer -> {
                        order.add(layer);
                        return new ArrayList<>();
                    })
                    .add(owned.tensor);
        }
        List<Clipping> clippings = new ArrayList<>();
        for (Trainable layer : order) {
            GradientNormalization rule = layer.getConfig().getGradientNormalization();
            if (rule != null && rule != GradientNormalization.None) {
                double threshold = layer.getConfig().getGradientNormalizationThreshold();
                clippings.add(new Clipping(norm(rule), threshold, layers.get(layer)));
            }
        }
        return clippings;
    }

    private static Norm norm(GradientNormalization rule) {
        return switch (rule) {
            case ClipElementWiseAbsoluteValue -> Norm.CLIP_VALUES;
            case ClipL2PerLayer -> Norm.CLIP_LAYER;
            case ClipL2PerParamType -> Norm.CLIP_TENSOR;
            case RenormalizeL2PerLayer -> Norm.RENORMALISE_LAYER;
            case RenormalizeL2PerParamType -> Norm.RENORMALISE_TENSOR;
            case None -> throw new IllegalArgumentException("no rule");
        };
    }

    /** Deeplearning4j has weight decay twice where a builder was told for the whole network; so it is here. */
    private List<Penalty> penalties() {
        List<Penalty> penalties = new ArrayList<>();
        for (Owned owned : all) {
            List<Regularization> settings = owned.layer.getConfig().getRegularizationByParam(owned.tensor.name());
            if (settings != null && !settings.isEmpty() && !owned.tensor.frozen()) {
                IUpdater updater = updater(owned.block);
                penalties.add(new Penalty(
                        owned.tensor,
                        settings.stream().map(s -> term(s, updater)).toList()));
            }
        }
        return penalties;
    }

    private static Term term(Regularization settings, IUpdater updater) {
        if (settings instanceof L1Regularization l1) {
            return new Learning.L1(l1.getL1()::valueAt);
        }
        if (settings instanceof L2Regularization l2) {
            return new Learning.L2(l2.getL2()::valueAt);
        }
        if (settings instanceof WeightDecay decay) {
            boolean byRate = decay.isApplyLR() && updater.hasLearningRate();
            return new Learning.WeightDecay(
                    decay.getCoeff()::valueAt, byRate ? updater::getLearningRate : (iteration, epoch) -> 1);
        }
        throw new UnknownPartException("regularization " + settings.getClass().getSimpleName());
    }
}
