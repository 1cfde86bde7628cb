package rnnlab.kernel.doubles;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The functions of {@code rnnlab.kernel.Elementary} in double precision, by the JDK's own. */
final class Elementary {
    private Elementary() {}

    static DoubleVector tanh(DoubleVector x) {
        return x.lanewise(VectorOperators.TANH);
    }

    static DoubleVector logistic(DoubleVector x) {
        return tanh(x.mul(0.5)).mul(0.5).add(0.5);
    }

    static DoubleVector exp(DoubleVector x) {
        return x.lanewise(VectorOperators.EXP);
    }

    static DoubleVector log(DoubleVector x) {
        return x.lanewise(VectorOperators.LOG);
    }
}
