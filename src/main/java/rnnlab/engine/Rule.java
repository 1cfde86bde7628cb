package rnnlab.engine;

import rnnlab.kernel.Adagrad;
import rnnlab.kernel.Adam;
import rnnlab.kernel.OptimiserState;
import rnnlab.kernel.RmsProp;
import rnnlab.kernel.Sgd;
import rnnlab.network.UpdateRule;

/**
 * An update rule at work, by the kernels.
 *
 * @param memory how many numbers it remembers for each parameter: 0, 1 or 2
 */
record Rule(int memory, Update update) {

    /** The step for parameters w[at ... at + length). */
    interface Update {
        void apply(OptimiserState state, int at, int length, int iteration, int epoch);
    }

    static Rule of(UpdateRule rule) {
        return rule.accept(new ByKernels());
    }

    private static final class ByKernels implements UpdateRule.Visitor<Rule> {

        @Override
        public Rule sgd(UpdateRule.Sgd rule) {
            var kernel = new Sgd(0, false);
            return new Rule(
                    0,
                    (state, at, length, iteration, epoch) ->
                            kernel.update(state, at, length, rule.learningRate().at(iteration, epoch)));
        }

        /** Its memory is the velocity. */
        @Override
        public Rule nesterov(UpdateRule.Nesterov rule) {
            return new Rule(1, (state, at, length, iteration, epoch) -> new Sgd(
                            rule.momentum().at(iteration, epoch), true)
                    .update(state, at, length, rule.learningRate().at(iteration, epoch)));
        }

        /** Its memory is the mean square of the gradient. */
        @Override
        public Rule rmsProp(UpdateRule.RmsProp rule) {
            var kernel = new RmsProp(rule.decay(), rule.epsilon(), false);
            return new Rule(
                    1,
                    (state, at, length, iteration, epoch) ->
                            kernel.update(state, at, length, rule.learningRate().at(iteration, epoch)));
        }

        /** Its memory is the sum of squares of the gradient. */
        @Override
        public Rule adaGrad(UpdateRule.AdaGrad rule) {
            var kernel = new Adagrad(rule.epsilon(), false);
            return new Rule(
                    1,
                    (state, at, length, iteration, epoch) ->
                            kernel.update(state, at, length, rule.learningRate().at(iteration, epoch)));
        }

        /** Its memories are the means of the gradient and of its square. */
        @Override
        public Rule adam(UpdateRule.Adam rule) {
            var kernel = new Adam(rule.beta1(), rule.beta2(), rule.epsilon());
            return new Rule(
                    2,
                    (state, at, length, iteration, epoch) ->
                            kernel.update(state, at, length, rule.learningRate().at(iteration, epoch), iteration + 1L));
        }

        @Override
        public Rule nothing(UpdateRule.Nothing rule) {
            return new Rule(0, (state, at, length, iteration, epoch) -> {});
        }
    }
}
