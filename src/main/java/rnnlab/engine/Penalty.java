package rnnlab.engine;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** What one matrix of weights w pays for being large: l1 sum |w| + l2/2 sum w², in the loss and in its gradient; or weight decay. */
record Penalty(Parameters.Tensor tensor, Regularization settings) {

    /** The penalties of all weights. */
    static List<Penalty> of(Parameters parameters) {
        List<Penalty> penalties = new ArrayList<>();
        for (Parameters.Tensor tensor : parameters.tensors) {
            var settings = tensor.layer().getConfig().getRegularizationByParam(tensor.name());
            if (settings != null && !tensor.frozen()) {
                settings.forEach(s -> penalties.add(new Penalty(tensor, s)));
            }
        }
        return penalties;
    }

    Penalty {
        if (!(settings instanceof L1Regularization
                || settings instanceof L2Regularization
                || settings instanceof WeightDecay)) {
            throw new UnknownPartException(
                    "regularization " + settings.getClass().getSimpleName());
        }
    }

    /** What it adds to the loss. */
    double loss(float[] w, int iteration, int epoch) {
        boolean l1 = settings instanceof L1Regularization;
        double sum = 0;
        for (int i = tensor.from(); i < tensor.to(); i++) {
            sum += l1 ? Math.abs(w[i]) : (double) w[i] * w[i];
        }
        return strength(iteration, epoch) * (l1 ? sum : sum / 2);
    }

    /** Adds its gradient to g; weight decay, which is none, shrinks w instead. */
    void apply(float[] w, float[] g, int iteration, int epoch) {
        float strength = (float) strength(iteration, epoch);
        if (settings instanceof L1Regularization) {
            for (int i = tensor.from(); i < tensor.to(); i++) {
                g[i] += strength * Math.signum(w[i]);
            }
        } else if (settings instanceof L2Regularization) {
            for (int i = tensor.from(); i < tensor.to(); i++) {
                g[i] += strength * w[i];
            }
        } else if (settings instanceof WeightDecay decay) {
            IUpdater updater = tensor.block().getGradientUpdater().getConfig();
            double rate =
                    decay.isApplyLR() && updater.hasLearningRate() ? updater.getLearningRate(iteration, epoch) : 1;
            float keep = (float) (1 - strength * rate);
            for (int i = tensor.from(); i < tensor.to(); i++) {
                w[i] *= keep;
            }
        }
    }

    private double strength(int iteration, int epoch) {
        if (settings instanceof L1Regularization l1) {
            return l1.getL1().valueAt(iteration, epoch);
        }
        if (settings instanceof L2Regularization l2) {
            return l2.getL2().valueAt(iteration, epoch);
        }
        return ((WeightDecay) settings).getCoeff().valueAt(iteration, epoch);
    }
}
