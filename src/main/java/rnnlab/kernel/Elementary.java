package rnnlab.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Vector tanh, logistic function, exponential and logarithm.
 *
 * <p>tanh is the rational minimax approximation x p(x²)/q(x²) of degree 13 over 6 on [-7.9, 7.9] (the coefficients are
 * those of Eigen's {@code generic_fast_tanh_float}), constant outside; its greatest absolute error in float is below
 * 3e-7.
 */
final class Elementary {
    private static final float TANH_LIMIT = 7.90531110763549805f;
    private static final float EXP_LOW = -87.3f;
    private static final float EXP_HIGH = 88.3f;

    private Elementary() {}

    /** tanh x; absolute error below 3e-7. */
    static FloatVector tanh(FloatVector x) {
        var clamped = x.min(TANH_LIMIT).max(-TANH_LIMIT);
        var s = clamped.mul(clamped);
        var p = s.mul(-2.76076847742355e-16f).add(2.00018790482477e-13f);
        p = p.fma(s, s.broadcast(-8.60467152213735e-11f));
        p = p.fma(s, s.broadcast(5.12229709037114e-08f));
        p = p.fma(s, s.broadcast(1.48572235717979e-05f));
        p = p.fma(s, s.broadcast(6.37261928875436e-04f));
        p = p.fma(s, s.broadcast(4.89352455891786e-03f));
        var q = s.mul(1.19825839466702e-06f).add(1.18534705686654e-04f);
        q = q.fma(s, s.broadcast(2.26843463243900e-03f));
        q = q.fma(s, s.broadcast(4.89352518554385e-03f));
        return clamped.mul(p).div(q);
    }

    /** The logistic function 1/(1+exp(-x)) = (1 + tanh(x/2))/2; absolute error below 2e-7. */
    static FloatVector logistic(FloatVector x) {
        return tanh(x.mul(0.5f)).mul(0.5f).add(0.5f);
    }

    /** exp x for x clamped to [-87.3, 88.3]; relative error below 2e-7. */
    static FloatVector exp(FloatVector x) {
        var clamped = x.min(EXP_HIGH).max(EXP_LOW);
        // exp x = 2^n exp r with n = round(x / ln 2). Adding 1.5 * 2^23 rounds to a whole number and leaves it in the
        // lowest bits.
        var bits = clamped.mul(1.44269504088896341f).add(12582912f);
        var n = bits.sub(12582912f);
        var r = n.fma(n.broadcast(-0.693359375f), clamped);
        r = n.fma(n.broadcast(2.12194440e-4f), r);
        var p = r.mul(1.9875691500e-4f).add(1.3981999507e-3f);
        p = p.fma(r, r.broadcast(8.3334519073e-3f));
        p = p.fma(r, r.broadcast(4.1665795894e-2f));
        p = p.fma(r, r.broadcast(1.6666665459e-1f));
        p = p.fma(r, r.broadcast(5.0000001201e-1f));
        p = p.fma(r.mul(r), r).add(1f);
        // The number 2^n has n + 127 as its exponent, bits 23 to 30.
        var power = bits.reinterpretAsInts()
                .add(127)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats();
        return p.mul(power);
    }

    /**
     * ln x for x from 1 to 3; absolute error below 2e-7. With u = (x - sqrt 3) / (x + sqrt 3), |u| < 0.27, it is
     * ln sqrt 3 + 2 (u + u³/3 + u⁵/5 + ...).
     */
    static FloatVector log(FloatVector x) {
        var u = x.sub(1.7320508f).div(x.add(1.7320508f));
        var s = u.mul(u);
        var p = s.mul(1f / 11).add(1f / 9);
        p = p.fma(s, s.broadcast(1f / 7));
        p = p.fma(s, s.broadcast(1f / 5));
        p = p.fma(s, s.broadcast(1f / 3));
        p = p.fma(s, s.broadcast(1f));
        return p.mul(u).fma(s.broadcast(2f), s.broadcast(0.54930614f));
    }

    /** y[i] = exp x[i]; the length is a multiple of the vector width. */
    static void exp(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += Vectors.WIDTH) {
            exp(FloatVector.fromArray(Vectors.SPECIES, x, i)).intoArray(y, i);
        }
    }

    /** y[i] = ln x[i] for x[i] from 1 to 3; the length is a multiple of the vector width. */
    static void log(float[] x, float[] y) {
        for (int i = 0; i < x.length; i += Vectors.WIDTH) {
            log(FloatVector.fromArray(Vectors.SPECIES, x, i)).intoArray(y, i);
        }
    }
}
