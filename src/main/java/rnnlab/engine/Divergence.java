package rnnlab.engine;

import java.util.stream.Collectors;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.IUpdater;

/** What is said when training has left the numbers that can be counted with, whoever trains. */
record Divergence(Dl4jNetwork network) {

    /**
     * The exception to throw.
     *
     * @param what is no longer finite
     * @param iteration steps done, which is the step that the network's parameters are those of
     * @param lastGood the parameters of the last step whose loss and gradient were finite, in the network's order
     */
    ArithmeticException exception(String what, int iteration, int epoch, float[] lastGood) {
        if (iteration == 0) {
            return new ArithmeticException("the " + what + " before the first step: the initial weights are too large,"
                    + " or the data are; scale the data");
        }
        return new ArithmeticException("the " + what + " at step " + (iteration + 1) + " (epoch " + (epoch + 1)
                + ") with learning rate " + rates(iteration, epoch) + ", in " + largest(lastGood)
                + "; the network keeps the parameters of step " + iteration
                + ". Try a tenth of the learning rate, or gradient clipping");
    }

    private String rates(int iteration, int epoch) {
        return network.updaterBlocks().stream()
                .map(block -> block.getGradientUpdater().getConfig())
                .map(settings -> rate(settings, iteration, epoch))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String rate(IUpdater settings, int iteration, int epoch) {
        return settings.hasLearningRate() ? Double.toString(settings.getLearningRate(iteration, epoch)) : "none";
    }

    /** The layer and parameter with the largest number. */
    private String largest(float[] values) {
        UpdaterBlock.ParamState where = null;
        float largest = 0;
        for (UpdaterBlock block : network.updaterBlocks()) {
            for (UpdaterBlock.ParamState p : block.getLayersAndVariablesInBlock()) {
                for (int i = p.getParamOffsetStart(); i < p.getParamOffsetEnd(); i++) {
                    if (where == null || Math.abs(values[i]) > largest) {
                        largest = Math.abs(values[i]);
                        where = p;
                    }
                }
            }
        }
        return where == null
                ? "a network without parameters"
                : "a network whose largest parameter is " + largest + ", in " + where.getParamName() + " of layer \""
                        + where.getLayer().getConfig().getLayerName() + "\"";
    }

    /** Whether all are finite. */
    static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
