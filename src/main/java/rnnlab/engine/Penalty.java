package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * What one matrix of weights w pays for being large: l1 sum |w| + l2/2 sum w², in the loss and in its gradient; or weight decay.
 *
 * @param settings all of them; Deeplearning4j has weight decay twice where a builder was told for the whole network
 */
record Penalty(Parameters.Tensor tensor, List<Regularization> settings) {

    /** The penalties of all weights. */
    static List<Penalty> of(Parameters parameters) {
        List<Penalty> penalties = new ArrayList<>();
        for (Parameters.Tensor tensor : parameters.tensors) {
            var settings = tensor.layer().getConfig().getRegularizationByParam(tensor.name());
            if (settings != null && !settings.isEmpty() && !tensor.frozen()) {
                penalties.add(new Penalty(tensor, settings));
            }
        }
        return penalties;
    }

    Penalty {
        for (Regularization s : settings) {
            if (!(s instanceof L1Regularization || s instanceof L2Regularization || s instanceof WeightDecay)) {
                throw new UnknownPartException("regularization " + s.getClass().getSimpleName());
            }
        }
    }

    /** What it adds to the loss. */
    double loss(float[] w, int iteration, int epoch) {
        double loss = 0;
        for (Regularization s : settings) {
            boolean l1 = s instanceof L1Regularization;
            double sum = 0;
            for (int i = tensor.from(); i < tensor.to(); i++) {
                sum += l1 ? Math.abs(w[i]) : (double) w[i] * w[i];
            }
            loss += strength(s, iteration, epoch) * (l1 ? sum : sum / 2);
        }
        return loss;
    }

    /** Adds its gradient to g; weight decay, which is none, shrinks w instead, once by the sum of all. */
    void apply(float[] w, float[] g, int iteration, int epoch) {
        double shrink = 0;
        for (Regularization s : settings) {
            float strength = (float) strength(s, iteration, epoch);
            if (s instanceof L1Regularization) {
                for (int i = tensor.from(); i < tensor.to(); i++) {
                    g[i] += strength * Math.signum(w[i]);
                }
            } else if (s instanceof L2Regularization) {
                for (int i = tensor.from(); i < tensor.to(); i++) {
                    g[i] += strength * w[i];
                }
            } else if (s instanceof WeightDecay decay) {
                IUpdater updater = tensor.block().getGradientUpdater().getConfig();
                double rate =
                        decay.isApplyLR() && updater.hasLearningRate() ? updater.getLearningRate(iteration, epoch) : 1;
                shrink += strength * rate;
            }
        }
        if (shrink != 0) {
            float keep = (float) (1 - shrink);
            for (int i = tensor.from(); i < tensor.to(); i++) {
                w[i] *= keep;
            }
        }
    }

    private static double strength(Regularization settings, int iteration, int epoch) {
        if (settings instanceof L1Regularization l1) {
            return l1.getL1().valueAt(iteration, epoch);
        }
        if (settings instanceof L2Regularization l2) {
            return l2.getL2().valueAt(iteration, epoch);
        }
        return ((WeightDecay) settings).getCoeff().valueAt(iteration, epoch);
    }
}
