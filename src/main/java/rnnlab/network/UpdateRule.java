package rnnlab.network;

/** How an optimiser turns gradients into a step, for the parameters that share its settings. */
public sealed interface UpdateRule {

    /** Calls the visitor's method for this kind of rule. */
    <R> R accept(Visitor<R> visitor);

    /** Does something for each kind of rule. */
    interface Visitor<R> {
        /** Gradient descent. */
        R sgd(Sgd rule);

        /** Momentum. */
        R nesterov(Nesterov rule);

        /** RMSProp. */
        R rmsProp(RmsProp rule);

        /** AdaGrad. */
        R adaGrad(AdaGrad rule);

        /** Adam. */
        R adam(Adam rule);

        /** No change. */
        R nothing(Nothing rule);
    }

    /** Plain gradient descent. */
    record Sgd(Rate learningRate) implements UpdateRule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sgd(this);
        }
    }

    /** Gradient descent with Nesterov's momentum. */
    record Nesterov(Rate learningRate, Rate momentum) implements UpdateRule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nesterov(this);
        }
    }

    /** RMSProp (Tieleman, Hinton 2012). */
    record RmsProp(Rate learningRate, double decay, double epsilon) implements UpdateRule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rmsProp(this);
        }
    }

    /** AdaGrad (Duchi, Hazan, Singer 2011). */
    record AdaGrad(Rate learningRate, double epsilon) implements UpdateRule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.adaGrad(this);
        }
    }

    /** Adam (Kingma, Ba 2015). */
    record Adam(Rate learningRate, double beta1, double beta2, double epsilon) implements UpdateRule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.adam(this);
        }
    }

    /** Leaves the parameters as they are. */
    record Nothing() implements UpdateRule {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nothing(this);
        }
    }
}
