package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The forward and backward recursion of {@link Ctc} for the columns of one vector.
 *
 * <p>The rows z(0) ... z(S-1) are the label with a blank before, between and after its symbols, S = 2 U + 1. From row s
 * a path stays, goes on to s + 1, or leaves out the blank between two different symbols and goes on to s + 2.
 *
 * <pre>
 * ln alpha(t, s) = ln p(t, z(s)) + ln(alpha(t-1, s) + alpha(t-1, s-1) + alpha(t-1, s-2))
 * ln beta(t, s)  = ln(b(s) + b(s+1) + b(s+2)),   b(s) = p(t+1, z(s)) beta(t+1, s)
 * dL/dy(t, k)    = p(t, k) - sum over s with z(s) = k of alpha(t, s) beta(t, s) / p(label)
 * </pre>
 *
 * <p>Before the first frame all paths are in row 0, and a frame that is not there changes nothing.
 */
final class CtcLattice {

    /** ln 0: below all others, but finite, so that a difference of two is a number. */
    private static final float NONE = -1e30f;

    private final int symbols;
    private final int paddedBatch;
    private final int column;

    /** U, and S. */
    private int places;

    private int rows;
    /** The symbol of each odd row, [U][W]. */
    private int[] label = new int[0];
    /** 0 where a path may come to the odd row from two above, else ln 0, [U][W]. */
    private float[] jump = new float[0];
    /** ln alpha, [T + 1][S][W]; the first before the first frame. */
    private float[] alpha = new float[0];
    /** ln beta, [S][W], of one frame; then with that frame's probabilities. */
    private float[] beta = new float[0];
    /** ln p(t, z(s)) of one frame: of the blank [W], then of the odd rows [U][W]. */
    private float[] emitted = new float[0];

    private final int[] length = new int[WIDTH];
    private final float[] lnLabel = new float[WIDTH];
    private final float[] share;

    /** @param column the first of its columns */
    CtcLattice(int symbols, int paddedBatch, int column) {
        this.symbols = symbols;
        this.paddedBatch = paddedBatch;
        this.column = column;
        this.share = new float[symbols * WIDTH];
    }

    /** Takes labels [U][B], over at the first number that is not above 0. */
    void label(int[] labels, int most) {
        Arrays.fill(length, most);
        for (int n = 0; n < WIDTH; n++) {
            for (int u = most - 1; u >= 0; u--) {
                length[n] = labels[u * paddedBatch + column + n] > 0 ? length[n] : u;
            }
        }
        places = Arrays.stream(length).max().orElse(0);
        rows = 2 * places + 1;
        if (label.length < places * WIDTH) {
            label = new int[places * WIDTH];
            jump = new float[places * WIDTH];
        }
        if (beta.length < rows * WIDTH) {
            beta = new float[rows * WIDTH];
            emitted = new float[(places + 1) * WIDTH];
        }
        for (int u = 0; u < places; u++) {
            for (int n = 0; n < WIDTH; n++) {
                int i = u * WIDTH + n;
                label[i] = u < length[n] ? labels[u * paddedBatch + column + n] : 0;
                jump[i] = u == 0 || u >= length[n] || label[i] == label[i - WIDTH] ? NONE : 0;
            }
        }
    }

    /** Computes ln alpha, and each column's loss. */
    void forward(float[] lnP, LossWeights frames, double[] losses) {
        int block = rows * WIDTH;
        if (alpha.length < (frames.steps() + 1) * block) {
            alpha = new float[(frames.steps() + 1) * block];
        }
        Arrays.fill(alpha, 0, WIDTH, 0f);
        Arrays.fill(alpha, WIDTH, block, NONE);
        for (int t = 0; t < frames.steps(); t++) {
            emit(lnP, t);
            var there = there(frames, t);
            for (int s = 0, at = t * block; s < rows; s++, at += WIDTH) {
                var stay = vector(alpha, at);
                var step = s == 0 ? stay : vector(alpha, at - WIDTH);
                FloatVector sum;
                if (s == 0) {
                    sum = stay;
                } else if (s % 2 == 0 || s == 1) {
                    sum = add(stay, step);
                } else {
                    sum = add(stay, step, vector(alpha, at - 2 * WIDTH).add(vector(jump, s / 2 * WIDTH)));
                }
                stay.blend(sum.add(emitted(s)), there).intoArray(alpha, at + block);
            }
        }
        for (int n = 0; n < WIDTH; n++) {
            int last = frames.steps() * block + 2 * length[n] * WIDTH + n;
            double max = Math.max(alpha[last], length[n] == 0 ? NONE : alpha[last - WIDTH]);
            double min = length[n] == 0 ? NONE : Math.min(alpha[last], alpha[last - WIDTH]);
            double ln = max + Math.log1p(Math.exp(min - max));
            lnLabel[n] = (float) ln;
            losses[column + n] = ln < NONE / 2 ? Double.POSITIVE_INFINITY : 0 - ln;
        }
    }

    /** Computes ln beta frame by frame, and the gradient of y from both. */
    void backward(float[] lnP, LossWeights frames, Slice dy) {
        int block = rows * WIDTH;
        Arrays.fill(beta, 0, block, NONE);
        for (int n = 0; n < WIDTH; n++) {
            beta[2 * length[n] * WIDTH + n] = 0;
            if (length[n] > 0) {
                beta[(2 * length[n] - 1) * WIDTH + n] = 0;
            }
        }
        for (int t = frames.steps() - 1; t >= 0; t--) {
            emit(lnP, t);
            var there = there(frames, t);
            gradient(lnP, frames, t, there, dy);
            for (int s = 0; s < rows; s++) {
                int at = s * WIDTH;
                vector(beta, at).blend(vector(beta, at).add(emitted(s)), there).intoArray(beta, at);
            }
            for (int s = 0; s < rows; s++) {
                int at = s * WIDTH; // upwards: the rows that s looks at still have the frame after
                var stay = vector(beta, at);
                var sum = stay;
                if (s % 2 == 1 && s + 2 < rows) {
                    var over = vector(beta, at + 2 * WIDTH).add(vector(jump, (s / 2 + 1) * WIDTH));
                    sum = add(stay, vector(beta, at + WIDTH), over);
                } else if (s + 1 < rows) {
                    sum = add(stay, vector(beta, at + WIDTH));
                }
                stay.blend(sum, there).intoArray(beta, at);
            }
        }
    }

    /** dy = p - the share of the paths that are at each symbol now; 0 where the frame is not there. */
    private void gradient(float[] lnP, LossWeights frames, int t, VectorMask<Float> there, Slice dy) {
        Arrays.fill(share, 0f);
        var lnAll = vector(lnLabel, 0);
        var blank = FloatVector.zero(SPECIES);
        float[] now = new float[WIDTH];
        for (int s = 0, at = (t + 1) * rows * WIDTH; s < rows; s++, at += WIDTH) {
            var part = Elementary.exp(
                    vector(alpha, at).add(vector(beta, s * WIDTH)).sub(lnAll));
            if (s % 2 == 0) {
                blank = blank.add(part);
                continue;
            }
            part.intoArray(now, 0);
            for (int n = 0; n < WIDTH; n++) {
                share[label[s / 2 * WIDTH + n] * WIDTH + n] += now[n];
            }
        }
        blank.add(vector(share, 0)).intoArray(share, 0);
        for (int k = 0; k < symbols; k++) {
            int i = (t * symbols + k) * paddedBatch + column;
            Elementary.exp(vector(lnP, i))
                    .sub(vector(share, k * WIDTH))
                    .mul(frames.scale())
                    .blend(0f, there.not())
                    .intoArray(dy.array(), dy.at() + i);
        }
    }

    private VectorMask<Float> there(LossWeights frames, int t) {
        return vector(frames.weights(), t * paddedBatch + column).compare(VectorOperators.NE, 0f);
    }

    /** Looks up ln p(t, z(s)). */
    private void emit(float[] lnP, int t) {
        int at = t * symbols * paddedBatch + column;
        vector(lnP, at).intoArray(emitted, 0);
        for (int i = 0; i < places * WIDTH; i += WIDTH) {
            for (int n = 0; n < WIDTH; n++) {
                emitted[WIDTH + i + n] = lnP[at + label[i + n] * paddedBatch + n];
            }
        }
    }

    private FloatVector emitted(int s) {
        return vector(emitted, s % 2 == 0 ? 0 : (s / 2 + 1) * WIDTH);
    }

    private static FloatVector vector(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    /** ln(e^a + e^b). */
    private static FloatVector add(FloatVector a, FloatVector b) {
        var max = a.max(b);
        return max.add(Elementary.log(Elementary.exp(a.min(b).sub(max)).add(1f)));
    }

    /** ln(e^a + e^b + e^c). */
    private static FloatVector add(FloatVector a, FloatVector b, FloatVector c) {
        var max = a.max(b).max(c);
        var sum = Elementary.exp(a.sub(max)).add(Elementary.exp(b.sub(max))).add(Elementary.exp(c.sub(max)));
        return max.add(Elementary.log(sum));
    }
}
