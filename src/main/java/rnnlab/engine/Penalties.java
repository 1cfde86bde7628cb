package rnnlab.engine;

import java.util.List;
import rnnlab.network.Learning.L1;
import rnnlab.network.Learning.L2;
import rnnlab.network.Learning.Penalty;
import rnnlab.network.Learning.Tensor;
import rnnlab.network.Learning.Term;
import rnnlab.network.Learning.WeightDecay;

/** What weights pay for being large: in the loss, and in its gradient or as decay. */
record Penalties(List<Penalty> all) {

    /** What they add to the loss. */
    double loss(float[] w, int iteration, int epoch) {
        double sum = 0;
        for (Penalty penalty : all) {
            sum += loss(penalty, w, iteration, epoch);
        }
        return sum;
    }

    private static double loss(Penalty penalty, float[] w, int iteration, int epoch) {
        double loss = 0;
        for (Term term : penalty.terms()) {
            boolean l1 = term instanceof L1;
            double sum = 0;
            for (int i = penalty.tensor().from(); i < penalty.tensor().to(); i++) {
                sum += l1 ? Math.abs(w[i]) : (double) w[i] * w[i];
            }
            loss += term.strength().at(iteration, epoch) * (l1 ? sum : sum / 2);
        }
        return loss;
    }

    /** Adds their gradient to g; weight decay, which is none, shrinks w instead, once by the sum of all. */
    void apply(float[] w, float[] g, int iteration, int epoch) {
        for (Penalty penalty : all) {
            apply(penalty, w, g, iteration, epoch);
        }
    }

    private static void apply(Penalty penalty, float[] w, float[] g, int iteration, int epoch) {
        Tensor tensor = penalty.tensor();
        double shrink = 0;
        for (Term term : penalty.terms()) {
            float strength = (float) term.strength().at(iteration, epoch);
            if (term instanceof L1) {
                for (int i = tensor.from(); i < tensor.to(); i++) {
                    g[i] += strength * Math.signum(w[i]);
                }
            } else if (term instanceof L2) {
                for (int i = tensor.from(); i < tensor.to(); i++) {
                    g[i] += strength * w[i];
                }
            } else if (term instanceof WeightDecay decay) {
                shrink += strength * decay.factor().at(iteration, epoch);
            }
        }
        if (shrink != 0) {
            float keep = (float) (1 - shrink);
            for (int i = tensor.from(); i < tensor.to(); i++) {
                w[i] *= keep;
            }
        }
    }
}
