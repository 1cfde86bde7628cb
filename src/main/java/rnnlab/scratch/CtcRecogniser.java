package rnnlab.scratch;

import java.util.List;
import java.util.Random;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A recurrent network that is trained with CTC, in plain Java: h(t) = tanh(W x(t) + U h(t-1) + b), logits y(t) = Wy
 * h(t) + by. Adam (Kingma, Ba 2015) takes a step after each word.
 */
public final class CtcRecogniser {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final int BEAM = 8;

    private final int inputs;
    private final int hidden;
    private final int symbols;
    /** W [H][F], then U [H][H], b [H], Wy [K][H], by [K], one after the other. */
    private final double[] parameters;

    private final double[] mean;
    private final double[] square;
    private int step;

    /**
     * A network with small random weights.
     *
     * @param inputs F, numbers in a frame
     * @param hidden H
     * @param symbols K, the blank included
     */
    public CtcRecogniser(int inputs, int hidden, int symbols, long seed) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.symbols = symbols;
        int size = hidden * (inputs + hidden + 1) + symbols * (hidden + 1);
        var random = new Random(seed);
        parameters =
                random.doubles(size).map(u -> (2 * u - 1) / Math.sqrt(hidden)).toArray();
        mean = new double[size];
        square = new double[size];
    }

    double[] parameters() {
        return parameters;
    }

    private int u() {
        return hidden * inputs;
    }

    private int b() {
        return u() + hidden * hidden;
    }

    private int wy() {
        return b() + hidden;
    }

    private int by() {
        return wy() + symbols * hidden;
    }

    /** The hidden values, [T + 1][H]; the first row is the zero state. */
    private double[][] hidden(double[][] x) {
        for (int t = 0; t < x.length; t++) {
            if (x[t].length != inputs) {
                throw new IllegalArgumentException(
                        "frames: step " + t + " has " + x[t].length + " numbers; this network takes " + inputs);
            }
        }
        double[][] h = new double[x.length + 1][hidden];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < hidden; i++) {
                double a = parameters[b() + i];
                for (int j = 0; j < inputs; j++) {
                    a += parameters[i * inputs + j] * x[t][j];
                }
                for (int j = 0; j < hidden; j++) {
                    a += parameters[u() + i * hidden + j] * h[t][j];
                }
                h[t + 1][i] = Math.tanh(a);
            }
        }
        return h;
    }

    private double[][] logits(double[][] h) {
        double[][] y = new double[h.length - 1][symbols];
        for (int t = 0; t < y.length; t++) {
            for (int k = 0; k < symbols; k++) {
                y[t][k] = parameters[by() + k];
                for (int i = 0; i < hidden; i++) {
                    y[t][k] += parameters[wy() + k * hidden + i] * h[t + 1][i];
                }
            }
        }
        return y;
    }

    /** The probabilities of each symbol at each frame, [T][K]. */
    public double[][] probabilities(double[][] frames) {
        double[][] p = Ctc.lnSoftmax(logits(hidden(frames)));
        for (double[] row : p) {
            for (int k = 0; k < symbols; k++) {
                row[k] = Math.exp(row[k]);
            }
        }
        return p;
    }

    /** The likeliest label, found by beam search. */
    public int[] read(double[][] frames) {
        return CtcDecoder.beam(probabilities(frames), BEAM);
    }

    /** The loss of one word; its gradient is added to {@code d}. */
    double gradient(Handwriting.Word word, double[] d) {
        double[][] x = word.frames();
        double[][] h = hidden(x);
        Ctc.Result result = Ctc.loss(logits(h), word.label());
        double[] dhNext = new double[hidden];
        for (int t = x.length - 1; t >= 0; t--) {
            double[] dy = result.gradient()[t];
            double[] dh = dhNext;
            for (int k = 0; k < symbols; k++) {
                d[by() + k] += dy[k];
                for (int i = 0; i < hidden; i++) {
                    d[wy() + k * hidden + i] += dy[k] * h[t + 1][i];
                    dh[i] += dy[k] * parameters[wy() + k * hidden + i];
                }
            }
            dhNext = new double[hidden];
            for (int i = 0; i < hidden; i++) {
                double da = (1 - h[t + 1][i] * h[t + 1][i]) * dh[i];
                d[b() + i] += da;
                for (int j = 0; j < inputs; j++) {
                    d[i * inputs + j] += da * x[t][j];
                }
                for (int j = 0; j < hidden; j++) {
                    d[u() + i * hidden + j] += da * h[t][j];
                    dhNext[j] += da * parameters[u() + i * hidden + j];
                }
            }
        }
        return result.loss();
    }

    /**
     * One epoch: a step of Adam after each word.
     *
     * @param learningRate may become smaller from epoch to epoch: single words are noisy, and small steps average them
     * @return the mean loss; infinite when the label of a word does not fit into its frames
     * @throws IllegalArgumentException when there are no words, a frame has another size or a label an unknown symbol
     */
    public double train(List<Handwriting.Word> words, double learningRate) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("words: there are none to train with");
        }
        double sum = 0;
        for (Handwriting.Word word : words) {
            double[] g = new double[parameters.length];
            sum += gradient(word, g);
            step++;
            double rate = learningRate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
            for (int i = 0; i < g.length; i++) {
                mean[i] += (1 - BETA1) * (g[i] - mean[i]);
                square[i] += (1 - BETA2) * (g[i] * g[i] - square[i]);
                parameters[i] -= rate * mean[i] / (Math.sqrt(square[i]) + 1e-8);
            }
        }
        return sum / words.size();
    }

    /** Letters put in, left out or changed, divided by the letters there are. */
    public double errorRate(List<Handwriting.Word> words) {
        int errors = 0;
        int letters = 0;
        for (Handwriting.Word word : words) {
            errors += distance(read(word.frames()), word.label());
            letters += word.label().length;
        }
        if (letters == 0) {
            throw new IllegalArgumentException("words: there are no letters in them to be wrong");
        }
        return (double) errors / letters;
    }

    /** The least number of letters to put in, leave out or change that makes b of a (Levenshtein 1965). */
    static int distance(int[] a, int[] b) {
        return LevenshteinDistance.getDefaultInstance().apply(text(a), text(b));
    }

    /** Classes as a text of one character each. */
    private static String text(int[] classes) {
        var text = new StringBuilder();
        for (int symbol : classes) {
            text.append((char) symbol);
        }
        return text.toString();
    }
}
