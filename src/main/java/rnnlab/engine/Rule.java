package rnnlab.engine;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
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
