package rnnlab.generation;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which of the tokens that may come next is taken.
 *
 * <p>With temperature T the probabilities are p_i^(1/T) / sum_j p_j^(1/T): below 1 the likely ones become likelier,
 * above 1 all become more alike, and towards 0 the likeliest one is always taken. Top-k keeps the k likeliest tokens
 * (Fan and others 2018), top-p the fewest whose probabilities add up to p (Holtzman and others 2020).
 *
 * @param temperature T, at least 0; 0 takes the likeliest token
 * @param topK how many tokens are kept, at least 1
 * @param topP which share of the probability is kept, in (0, 1]
 */
public record Sampler(double temperature, int topK, double topP) {

    /** The probabilities as they are. */
    public static final Sampler PLAIN = new Sampler(1, Integer.MAX_VALUE, 1);

    public Sampler {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature: " + temperature + " is not allowed; 0 or more");
        }
        if (topK < 1) {
            throw new IllegalArgumentException("topK: " + topK + " is not allowed; at least 1");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP: " + topP + " is not allowed; more than 0, at most 1");
        }
    }

    /** The probabilities with which each token is taken, [V]; they add up to 1. */
    public double[] probabilities(float[] p) {
        Integer[] order = null;
        double[] q = heated(p);
        if (topK < q.length || topP < 1) {
            order = IntStream.range(0, q.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -q[i]))
                    .toArray(Integer[]::new);
            double kept = 0;
            for (int rank = 0; rank < order.length; rank++) {
                boolean keep = rank < topK && kept < topP;
                kept += keep ? q[order[rank]] : 0;
                q[order[rank]] = keep ? q[order[rank]] : 0;
            }
            for (int i = 0; i < q.length; i++) {
                q[i] /= kept;
            }
        }
        return q;
    }

    /** p^(1/T), normalised; computed as exp((ln p - ln max) / T), which does not underflow where it matters. */
    private double[] heated(float[] p) {
        int best = 0;
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0)) {
                throw new IllegalArgumentException("p: the probability of token " + i + " is " + p[i]);
            }
            best = p[i] > p[best] ? i : best;
        }
        double[] q = new double[p.length];
        if (temperature == 0) {
            q[best] = 1;
            return q;
        }
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            q[i] = temperature == 1 ? p[i] : Math.exp((Math.log(p[i]) - Math.log(p[best])) / temperature);
            sum += q[i];
        }
        for (int i = 0; i < q.length; i++) {
            q[i] /= sum;
        }
        return q;
    }

    /** One token, drawn. */
    public int draw(float[] p, SplittableRandom random) {
        double[] q = probabilities(p);
        double u = random.nextDouble();
        int last = 0;
        for (int i = 0; i < q.length; i++) {
            if (q[i] > 0) {
                u -= q[i];
                last = i;
                if (u < 0) {
                    return i;
                }
            }
        }
        return last; // the sum was a little below 1 by rounding
    }
}
