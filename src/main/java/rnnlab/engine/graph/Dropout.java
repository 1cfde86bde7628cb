package rnnlab.engine.graph;

/**
 * Dropout (Srivastava et al. 2014): in training each number is kept with probability {@code keep} and then divided by it,
 * or set to 0; otherwise y = x.
 *
 * <p>What is dropped depends on the seed, the step, the layer and the place alone, so that it can be computed again.
 */
final class Dropout implements Node {

    private final Signal in;
    final Signal out;
    private final float keep;
    private final long layer;
    /** 0 or 1/keep for each number of the last training pass. */
    private final float[] factors;

    /** @param layer a number that no other dropout of the network has */
    Dropout(String name, Signal in, double keep, int layer, boolean training) {
        this.in = in.take();
        this.keep = (float) keep;
        this.layer = layer;
        this.out = in.next(name, in.size, in.sequence, false, training).allocate();
        this.factors = training ? new float[out.value.length] : null;
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in);
        int length = in.steps * in.block();
        if (!pass.training()) {
            System.arraycopy(in.value, in.at, out.value, 0, length);
            return;
        }
        long key = mix(mix(pass.seed() + layer) + pass.step());
        // Two numbers from each random word: the upper and the lower 32 bits against the same limit.
        long limit = (long) (keep * 4294967296.0);
        float kept = 1 / keep;
        for (int i = 0; i < length; i += 2) {
            long word = mix(key + i);
            factors[i] = (word >>> 32) < limit ? kept : 0;
            if (i + 1 < length) {
                factors[i + 1] = (word & 0xFFFFFFFFL) < limit ? kept : 0;
            }
        }
        for (int i = 0; i < length; i++) {
            out.value[i] = in.value[in.at + i] * factors[i];
        }
    }

    @Override
    public void backward(Pass pass) {
        if (in.gradient == null) {
            return;
        }
        int length = in.steps * in.block();
        for (int i = 0; i < length; i++) {
            in.gradient[i] = out.gradient[i] * factors[i];
        }
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): close numbers become unrelated ones. */
    private static long mix(long x) {
        long z = x * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
