package rnnlab.translation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.dl4j.Engine;

/**
 * Between teacher forcing and the network's own words: some of the tokens that the decoder reads are replaced by
 * what the network itself would have said there. So it learns to go on from its own mistakes.
 *
 * <p>Source: S. Bengio et al., Scheduled sampling for sequence prediction with recurrent neural networks (2015); all
 * words from one reading of the right sentences, as T. Mihaylova and A. Martins, Scheduled sampling for transformers
 * (2019), so that training stays as fast as it was.
 */
public final class ScheduledSampling {

    private static final int AT_ONCE = 256;

    private ScheduledSampling() {}

    /**
     * The examples with some of the decoder's inputs replaced; the labels stay.
     *
     * @param network inputs source and target, one output
     * @param share of the tokens that are replaced, 0 to 1; [START] never is
     */
    public static PairExamples mixed(PairExamples examples, Model network, double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " is not allowed; 0 to 1");
        }
        var random = new SplittableRandom(seed);
        int[][] inputs = Arrays.stream(examples.inputs()).map(int[]::clone).toArray(int[][]::new);
        var engine = Engine.of(network);
        for (int from = 0; from < inputs.length; from += AT_ONCE) {
            int to = Math.min(inputs.length, from + AT_ONCE);
            INDArray p = engine.output(examples.range(from, to).examples()).get(0); // [B][V][T]
            int[] said = p.argMax(1).dup('c').data().asInt();
            int steps = (int) p.size(2);
            for (int i = from; i < to; i++) {
                for (int t = 1; t < inputs[i].length; t++) {
                    if (random.nextDouble() < share) {
                        inputs[i][t] = said[(i - from) * steps + t - 1];
                    }
                }
            }
        }
        return examples.withInputs(inputs);
    }
}
