package rnnlab.kernel;

import static rnnlab.kernel.Vectors.WIDTH;

/**
 * Connectionist temporal classification: a loss for labels of which nobody knows at which frame each of their symbols
 * is. Symbol 0 is the blank. A path names a symbol for each frame; it stands for a label when that is left of it after
 * repeated symbols are merged and blanks are dropped.
 *
 * <pre>L = -ln of the sum over all paths of the label of the product over t of p(t, path(t)),   p = softmax(y)</pre>
 *
 * <p>Source: A. Graves et al., Connectionist temporal classification (2006), equations 6 to 16; here with logarithms,
 * so that nothing underflows. The columns of a vector are one {@link CtcLattice}; its task shares no sum with others.
 */
public final class Ctc {

    private final int symbols;
    private final int paddedBatch;
    private final Workers workers;
    private final float[] lnP;
    private final CtcLattice[] lattices;
    private final double[] losses;

    private Slice y;
    private int[] labels;
    private int places;
    private LossWeights frames;
    private Slice dy;

    /** @param symbols K, the blank among them */
    public Ctc(int symbols, Capacity capacity) {
        this.symbols = symbols;
        this.paddedBatch = capacity.paddedBatch();
        this.workers = capacity.workers();
        this.lnP = new float[capacity.steps() * symbols * paddedBatch];
        this.losses = new double[paddedBatch];
        this.lattices = new CtcLattice[paddedBatch / WIDTH];
        for (int i = 0; i < lattices.length; i++) {
            lattices[i] = new CtcLattice(symbols, paddedBatch, i * WIDTH);
        }
    }

    /**
     * The sum of the losses of all columns, and its gradient.
     *
     * @param y before the softmax, [T][K][B]
     * @param labels [U][B], symbols from 1 on; 0 or less where a label is over
     * @param places U
     * @param frames weight 0 for a frame that is not there: the paths leave it out
     * @param dy for the gradient times the scale of {@code frames}, as y; none if it is not wanted
     * @return 0 for a column without frames and symbols; infinite where a label does not fit into its frames
     */
    public double sum(Slice y, int[] labels, int places, LossWeights frames, Slice dy) {
        this.y = y;
        this.labels = labels;
        this.places = places;
        this.frames = frames;
        this.dy = dy;
        // for each row of the lattice some ninety operations forward and as many backward
        long work = 180L * frames.steps() * (2 * places + 1) * paddedBatch / WIDTH;
        workers.share(work, lattices.length, this::lattice);
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum;
    }

    private void lattice(int i) {
        var softmax = new ColumnSoftmax(symbols, paddedBatch, i * WIDTH);
        for (int t = 0; t < frames.steps(); t++) {
            softmax.logarithms(y.array(), y.at() + t * symbols * paddedBatch, lnP, t * symbols * paddedBatch);
        }
        lattices[i].label(labels, places);
        lattices[i].forward(lnP, frames, losses);
        if (!dy.isNone()) {
            lattices[i].backward(lnP, frames, dy);
        }
    }

    /**
     * The softmax p of y, likewise [T][K][B].
     *
     * @param steps T
     */
    public void probabilities(Slice y, int steps, Slice p) {
        for (int i = 0; i < lattices.length; i++) {
            var softmax = new ColumnSoftmax(symbols, paddedBatch, i * WIDTH);
            for (int t = 0; t < steps; t++) {
                int at = t * symbols * paddedBatch;
                softmax.probabilities(y.array(), y.at() + at, p.array(), p.at() + at);
            }
        }
    }
}
