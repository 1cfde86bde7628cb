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
            return new SumOfSquares(adaGrad);
        }
        if (settings instanceof NoOp) {
            return new Nothing();
        }
        throw new UnknownPartException("updater " + settings.getClass().getSimpleName());
    }

    /** Plain gradient descent; no memory. */
    record GradientDescent(Sgd settings, rnnlab.engine.kernel.Sgd kernel) implements Rule {

        GradientDescent(Sgd settings) {
            this(settings, new rnnlab.engine.kernel.Sgd(0, false));
        }

        @Override
        public int memory() {
            return 0;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            kernel.update(w, g, first, at, length, settings.getLearningRate(iteration, epoch));
        }
    }

    /** Gradient descent with Nesterov's momentum; the memory is the velocity. */
    record Momentum(Nesterovs settings) implements Rule {
        @Override
        public int memory() {
            return 1;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            new rnnlab.engine.kernel.Sgd(settings.currentMomentum(iteration, epoch), true)
                    .update(w, g, first, at, length, settings.getLearningRate(iteration, epoch));
        }
    }

    /** RMSProp; the memory is the mean square of the gradient. */
    record RootMeanSquare(RmsProp settings, rnnlab.engine.kernel.RmsProp kernel) implements Rule {

        RootMeanSquare(RmsProp settings) {
            this(settings, new rnnlab.engine.kernel.RmsProp(settings.getRmsDecay(), settings.getEpsilon(), false));
        }

        @Override
        public int memory() {
            return 1;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            kernel.update(w, g, first, at, length, settings.getLearningRate(iteration, epoch));
        }
    }

    /** AdaGrad; the memory is the sum of squares of the gradient. */
    record SumOfSquares(AdaGrad settings, rnnlab.engine.kernel.Adagrad kernel) implements Rule {

        SumOfSquares(AdaGrad settings) {
            this(settings, new rnnlab.engine.kernel.Adagrad(settings.getEpsilon(), false));
        }

        @Override
        public int memory() {
            return 1;
        }

        @Override
        public void update(
                float[] w, float[] g, float[] first, float[] second, int at, int length, int iteration, int epoch) {
            kernel.update(w, g, first, at, length, settings.getLearningRate(iteration, epoch));
        }
    }

    /** Adam; the memories are the means of the gradient and of its square. */
    record AdamRule(Adam settings, rnnlab.engine.kernel.Adam kernel) implements Rule {

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
            kernel.update(w, g, first, second, at, length, settings.getLearningRate(iteration, epoch), iteration + 1L);
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
