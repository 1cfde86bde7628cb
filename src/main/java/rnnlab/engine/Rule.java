package rnnlab.engine;

import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** How an optimiser turns gradients into a step, for the parameters that share its settings. */
interface Rule {

    /** How many numbers it remembers for each parameter: 0, 1 or 2. */
    int memory();

    /**
     * Updates w[at ... at + length).
     *
     * @param first what it remembers, same places as w; unused with no memory
     * @param second its second memory
     * @param iteration steps done before this one
     */
    void update(float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch);

    /** The rule for these settings of Deeplearning4j. */
    static Rule of(IUpdater settings) {
        if (settings instanceof Sgd sgd) {
            return new GradientDescent(sgd);
        }
        if (settings instanceof Adam adam) {
            return new AdamRule(adam);
        }
        if (settings instanceof Nesterovs nesterovs) {
            return new Momentum(nesterovs);
        }
        if (settings instanceof RmsProp rmsProp) {
            return new RootMeanSquare(rmsProp);
        }
        if (settings instanceof AdaGrad adaGrad) {
            return new Adagrad(adaGrad);
        }
        if (settings instanceof NoOp) {
            return new Nothing();
        }
        throw new UnknownPartException("updater " + settings.getClass().getSimpleName());
    }

    /** w -= rate g */
    record GradientDescent(Sgd settings) implements Rule {
        @Override
        public int memory() {
            return 0;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            float rate = (float) settings.getLearningRate(iteration, epoch);
            for (int i = at; i < at + length; i++) {
                w[i] -= rate * g[i];
            }
        }
    }

    /** Adam; m is the first memory, v the second. */
    record AdamRule(Adam settings, rnnlab.engine.kernel.Adam adam) implements Rule {

        AdamRule(Adam settings) {
            this(
                    settings,
                    new rnnlab.engine.kernel.Adam(settings.getBeta1(), settings.getBeta2(), settings.getEpsilon()));
        }

        @Override
        public int memory() {
            return 2;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            adam.update(w, g, first, second, at, length, settings.getLearningRate(iteration, epoch), iteration + 1L);
        }
    }

    /** Nesterov's momentum (Sutskever et al. 2013): v = mu v' - rate g; w += (1 + mu) v - mu v'; v is the memory. */
    record Momentum(Nesterovs settings) implements Rule {
        @Override
        public int memory() {
            return 1;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            float rate = (float) settings.getLearningRate(iteration, epoch);
            float mu = (float) settings.currentMomentum(iteration, epoch);
            for (int i = at; i < at + length; i++) {
                float before = mu * first[i];
                float v = before - rate * g[i];
                w[i] += (1 + mu) * v - before;
                first[i] = v;
            }
        }
    }

    /** RMSProp (Hinton 2012): c = d c' + (1 - d) g²; w -= rate g / (sqrt(c) + epsilon); c is the memory. */
    record RootMeanSquare(RmsProp settings) implements Rule {
        @Override
        public int memory() {
            return 1;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            float rate = (float) settings.getLearningRate(iteration, epoch);
            float decay = (float) settings.getRmsDecay();
            float epsilon = (float) settings.getEpsilon();
            for (int i = at; i < at + length; i++) {
                first[i] = decay * first[i] + (1 - decay) * g[i] * g[i];
                w[i] -= rate * g[i] / ((float) Math.sqrt(first[i]) + epsilon);
            }
        }
    }

    /** AdaGrad (Duchi et al. 2011): s += g²; w -= rate g / (sqrt(s) + epsilon); s is the memory. */
    record Adagrad(AdaGrad settings) implements Rule {
        @Override
        public int memory() {
            return 1;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            float rate = (float) settings.getLearningRate(iteration, epoch);
            float epsilon = (float) settings.getEpsilon();
            for (int i = at; i < at + length; i++) {
                first[i] += g[i] * g[i];
                w[i] -= rate * g[i] / ((float) Math.sqrt(first[i]) + epsilon);
            }
        }
    }

    /** Leaves the parameters as they are. */
    record Nothing() implements Rule {
        @Override
        public int memory() {
            return 0;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {}
    }
}
