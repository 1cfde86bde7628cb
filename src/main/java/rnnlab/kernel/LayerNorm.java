package rnnlab.kernel;

import static rnnlab.kernel.Vectors.SPECIES;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Layer normalisation (Ba et al. 2016, <a href="https://arxiv.org/abs/1607.06450">arXiv:1607.06450</a>), over the units
 * of each time step of each example:
 *
 * <pre>
 *   n = (x - mean(x)) / √(variance(x) + ε),   y = γ n + β
 * </pre>
 *
 * <p>Parameters: γ [units], β [units].
 */
public final class LayerNorm implements Layer {
    /** Time steps of a task; fixed, so that the sums over them do not depend on the number of threads. */
    private static final int STEPS = 4;

    private final int units;
    private final float epsilon;
    private final int paddedBatch;
    private final int block;
    private final Workers workers;
    private final Slice y;
    /** Of each step of each example, [T][B]. */
    private final float[] mean;

    private final float[] inverse;
    /** For each task the gradients of γ and β, a vector for each number: [task][2][units][vector]. */
    private final float[] sums;

    private final Workers.Task forwardTask = this::forwardTask;
    private final Workers.Task backwardTask = this::backwardTask;

    private Slice parameters;
    private Slice x;
    private Slice dy;
    private Slice dx;
    private int steps;

    /** @param epsilon ε, added to the variance */
    public LayerNorm(int units, double epsilon, Capacity capacity) {
        this.units = units;
        this.epsilon = (float) epsilon;
        this.paddedBatch = capacity.paddedBatch();
        this.block = units * paddedBatch;
        this.workers = capacity.workers();
        this.y = Slice.of(new float[capacity.steps() * block]);
        this.mean = new float[capacity.steps() * paddedBatch];
        this.inverse = new float[mean.length];
        this.sums = new float[tasks(capacity.steps()) * 2 * units * WIDTH];
    }

    private static int tasks(int steps) {
        return (steps + STEPS - 1) / STEPS;
    }

    @Override
    public int parameters() {
        return 2 * units;
    }

    @Override
    public void load(Slice parameters) {
        this.parameters = parameters;
    }

    @Override
    public Slice output() {
        return y;
    }

    @Override
    public void forward(Slice x, int steps) {
        this.x = x;
        this.steps = steps;
        workers.share(8L * steps * block, tasks(steps), forwardTask);
    }

    private void forwardTask(int task) {
        for (int t = task * STEPS, end = Math.min(steps, t + STEPS); t < end; t++) {
            for (int n = 0; n < paddedBatch; n += WIDTH) {
                normalise(t, n);
            }
        }
    }

    private void normalise(int t, int n) {
        float[] from = x.array(), to = y.array(), gains = parameters.array();
        int xAt = x.at() + t * block + n, yAt = t * block + n, gainAt = parameters.at(), stat = t * paddedBatch + n;
        var sum = FloatVector.zero(SPECIES);
        for (int u = 0; u < units; u++) {
            sum = FloatVector.fromArray(SPECIES, from, xAt + u * paddedBatch).add(sum);
        }
        FloatVector.broadcast(SPECIES, 1f / units).mul(sum).intoArray(mean, stat);
        var mu = FloatVector.fromArray(SPECIES, mean, stat);
        var squares = FloatVector.zero(SPECIES);
        for (int u = 0; u < units; u++) {
            var d = FloatVector.fromArray(SPECIES, from, xAt + u * paddedBatch).sub(mu);
            squares = d.fma(d, squares);
        }
        var deviation = FloatVector.broadcast(SPECIES, 1f / units)
                .mul(squares)
                .add(epsilon)
                .sqrt();
        FloatVector.broadcast(SPECIES, 1f).div(deviation).intoArray(inverse, stat);
        var scale = FloatVector.fromArray(SPECIES, inverse, stat);
        for (int u = 0; u < units; u++) {
            var normal = FloatVector.fromArray(SPECIES, from, xAt + u * paddedBatch)
                    .sub(mu)
                    .mul(scale);
            normal.mul(gains[gainAt + u]).add(gains[gainAt + units + u]).intoArray(to, yAt + u * paddedBatch);
        }
    }

    @Override
    public void backward(Slice x, int steps, Slice dy, Slice gradients, Slice dx) {
        this.x = x;
        this.dy = dy;
        this.dx = dx;
        this.steps = steps;
        workers.share(12L * steps * block, tasks(steps), backwardTask);
        float[] g = gradients.array();
        for (int task = 0; task < tasks(steps); task++) {
            for (int i = 0; i < 2 * units; i++) {
                g[gradients.at() + i] += Vectors.sum(sums, (task * 2 * units + i) * WIDTH);
            }
        }
    }

    private void backwardTask(int task) {
        Arrays.fill(sums, task * 2 * units * WIDTH, (task + 1) * 2 * units * WIDTH, 0f);
        for (int t = task * STEPS, end = Math.min(steps, t + STEPS); t < end; t++) {
            for (int n = 0; n < paddedBatch; n += WIDTH) {
                slopes(task, t, n);
            }
        }
    }

    /** dn = γ dy;  dx = (dn - mean(dn) - n mean(n dn)) / √(variance + ε);  dγ += n dy, dβ += dy. */
    private void slopes(int task, int t, int n) {
        float[] from = x.array(), d = dy.array(), gains = parameters.array();
        int xAt = x.at() + t * block + n, dyAt = dy.at() + t * block + n, gainAt = parameters.at();
        var mu = FloatVector.fromArray(SPECIES, mean, t * paddedBatch + n);
        var scale = FloatVector.fromArray(SPECIES, inverse, t * paddedBatch + n);
        var sum = FloatVector.zero(SPECIES);
        var product = FloatVector.zero(SPECIES);
        for (int u = 0; u < units; u++) {
            var normal = FloatVector.fromArray(SPECIES, from, xAt + u * paddedBatch)
                    .sub(mu)
                    .mul(scale);
            var slope = FloatVector.fromArray(SPECIES, d, dyAt + u * paddedBatch);
            int gamma = (task * 2 * units + u) * WIDTH, beta = gamma + units * WIDTH;
            normal.fma(slope, FloatVector.fromArray(SPECIES, sums, gamma)).intoArray(sums, gamma);
            FloatVector.fromArray(SPECIES, sums, beta).add(slope).intoArray(sums, beta);
            var dn = slope.mul(gains[gainAt + u]);
            sum = dn.add(sum);
            product = dn.fma(normal, product);
        }
        if (dx.isNone()) {
            return;
        }
        var each = FloatVector.broadcast(SPECIES, 1f / units);
        var meanDn = each.mul(sum);
        var meanProduct = each.mul(product);
        float[] to = dx.array();
        int dxAt = dx.at() + t * block + n;
        for (int u = 0; u < units; u++) {
            var normal = FloatVector.fromArray(SPECIES, from, xAt + u * paddedBatch)
                    .sub(mu)
                    .mul(scale);
            var dn = FloatVector.fromArray(SPECIES, d, dyAt + u * paddedBatch).mul(gains[gainAt + u]);
            dn.sub(meanDn).sub(normal.mul(meanProduct)).mul(scale).intoArray(to, dxAt + u * paddedBatch);
        }
    }
}
