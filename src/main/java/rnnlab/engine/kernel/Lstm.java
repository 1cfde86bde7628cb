package rnnlab.engine.kernel;

import static rnnlab.engine.kernel.Lanes.LANES;
import static rnnlab.engine.kernel.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Long short-term memory with a forget gate and without peepholes:
 *
 * <pre>
 *   g = tanh(Wg x + Rg h' + bg)        candidate
 *   f = s(Wf x + Rf h' + bf)           forget gate
 *   o = s(Wo x + Ro h' + bo)           output gate
 *   i = s(Wi x + Ri h' + bi)           input gate
 *   c = f c' + i g                     cell state
 *   h = o tanh(c)                      hidden state, the output
 * </pre>
 *
 * with h', c' the states one step back, s the logistic function and products by element.
 *
 * <p>Parameters: W [4H][inputs], R [4H][H], b [4H]; the rows are the gates in the order g, f, o, i, which is Deeplearning4j's.
 *
 * <p>Source: S. Hochreiter, J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997); forget gate: F. Gers et al., Learning
 * to forget, Neural Computation 12 (2000).
 */
public final class Lstm extends Recurrent {
    private final Affine input;
    private final Affine recurrent;
    /** The gates after their functions, [T][4H][B]; backward overwrites them by the gradient of the sums before. */
    private final float[] gates;
    /** Cell states, T+1 blocks like h. */
    private final float[] c;
    /** tanh(c), [T][H][B]. */
    private final float[] tanhC;

    private final Columns columns;
    private final Columns.Body forwardLoop = this::forwardLoop;
    private final Columns.Body backwardLoop = this::backwardLoop;

    public Lstm(int inputs, int units, int capacity, int lanes, boolean backwards, Workers workers) {
        super(2, inputs, units, capacity, lanes, backwards, workers);
        this.input = new Affine(inputs, 4 * units, capacity, lanes, workers);
        this.recurrent = new Affine(units, 4 * units, capacity, lanes, workers);
        this.columns = new Columns(lanes, workers);
        this.gates = new float[capacity * 4 * block];
        this.c = new float[(capacity + 1) * block];
        this.tanhC = new float[capacity * block];
    }

    @Override
    public int parameters() {
        return 4 * units * (inputs + units + 1);
    }

    @Override
    public void load(float[] params, int at) {
        input.load(params, at, at + 4 * units * (inputs + units));
        recurrent.load(params, at + 4 * units * inputs, -1);
    }

    @Override
    public void forward(float[] x, int xAt, int steps) {
        begin(steps);
        System.arraycopy(state, block, c, before(at(0)), block);
        input.forward(x, xAt, gates, 0, steps);
        columns.run(4L * steps * units * block, forwardLoop);
    }

    private void forwardLoop(int from, int to) {
        for (int s = 0; s < steps; s++) {
            int t = at(s);
            drop(t, from, to);
            recurrent.step(recurrentInput(), before(t), gates, t * 4 * block, from, to);
            for (int j = 0; j < units; j++)
                for (int n = j * lanes + from, end = j * lanes + to; n < end; n += LANES) cell(t, n);
            carryMasked(c, t, from, to);
            carryMasked(h, t, from, to);
        }
    }

    /** The equations for the numbers n ... n+LANES-1 of time step t. */
    private void cell(int t, int n) {
        int zg = t * 4 * block + n, zf = zg + block, zo = zf + block, zi = zo + block;
        var g = Elementary.tanh(FloatVector.fromArray(SPECIES, gates, zg));
        var f = Elementary.logistic(FloatVector.fromArray(SPECIES, gates, zf));
        var o = Elementary.logistic(FloatVector.fromArray(SPECIES, gates, zo));
        var i = Elementary.logistic(FloatVector.fromArray(SPECIES, gates, zi));
        var cell = i.mul(g).add(f.mul(FloatVector.fromArray(SPECIES, c, before(t) + n)));
        var tanh = Elementary.tanh(cell);
        g.intoArray(gates, zg);
        f.intoArray(gates, zf);
        o.intoArray(gates, zo);
        i.intoArray(gates, zi);
        cell.intoArray(c, now(t) + n);
        tanh.intoArray(tanhC, t * block + n);
        o.mul(tanh).intoArray(h, now(t) + n);
    }

    @Override
    public void backward(
            float[] x,
            int xAt,
            int steps,
            int first,
            float[] dy,
            int dyAt,
            float[] gradients,
            int at,
            float[] dx,
            int dxAt) {
        beginBackward(first, dy, dyAt);
        columns.run(4L * steps * units * block, backwardLoop);
        int low = backwards ? 0 : first;
        int reached = steps - first;
        int dz = low * 4 * block;
        int biasAt = at + 4 * units * (inputs + units);
        input.gradient(gates, dz, x, xAt + low * inputs * lanes, reached, gradients, at, biasAt);
        recurrent.gradient(gates, dz, recurrentInput(), before(low), reached, gradients, at + 4 * units * inputs, -1);
        if (dx != null) {
            Arrays.fill(dx, dxAt, dxAt + steps * inputs * lanes, 0f);
            input.backward(gates, dz, dx, dxAt + low * inputs * lanes, reached);
        }
    }

    private void backwardLoop(int from, int to) {
        for (int s = steps - 1; s >= first; s--) {
            int t = at(s);
            for (int n = from; n < to; n += LANES) {
                var off = mask == null
                        ? SPECIES.maskAll(false)
                        : FloatVector.fromArray(SPECIES, mask, t * lanes + n).compare(VectorOperators.EQ, 0f);
                for (int j = 0; j < units; j++) cellBack(t, j * lanes + n, off);
            }
            backThrough(recurrent, gates, t * 4 * block, stateGradient, from, to);
        }
    }

    /**
     * From the gradients of h and c at time step t to those of the four sums and of c one step back. In a masked column the sums get
     * none and the states' gradients pass on as they are.
     */
    private void cellBack(int t, int n, jdk.incubator.vector.VectorMask<Float> off) {
        int zg = t * 4 * block + n, zf = zg + block, zo = zf + block, zi = zo + block;
        var g = FloatVector.fromArray(SPECIES, gates, zg);
        var f = FloatVector.fromArray(SPECIES, gates, zf);
        var o = FloatVector.fromArray(SPECIES, gates, zo);
        var i = FloatVector.fromArray(SPECIES, gates, zi);
        var tanh = FloatVector.fromArray(SPECIES, tanhC, t * block + n);
        var dh = FloatVector.fromArray(SPECIES, stateGradient, n)
                .add(FloatVector.fromArray(SPECIES, dy, dyAt + t * block + n));
        var dcLater = FloatVector.fromArray(SPECIES, stateGradient, block + n);
        var dhOpen = dh.mul(o);
        var dc = dcLater.add(dhOpen.sub(dhOpen.mul(tanh).mul(tanh)));
        var dg = dc.mul(i);
        var df = dc.mul(FloatVector.fromArray(SPECIES, c, before(t) + n));
        var do_ = dh.mul(tanh);
        var di = dc.mul(g);
        dg.sub(dg.mul(g).mul(g)).blend(0f, off).intoArray(gates, zg);
        df.mul(f.sub(f.mul(f))).blend(0f, off).intoArray(gates, zf);
        do_.mul(o.sub(o.mul(o))).blend(0f, off).intoArray(gates, zo);
        di.mul(i.sub(i.mul(i))).blend(0f, off).intoArray(gates, zi);
        dc.mul(f).blend(dcLater, off).intoArray(stateGradient, block + n);
        FloatVector.zero(SPECIES).blend(dh, off).intoArray(stateGradient, n);
    }

    @Override
    public void carryState() {
        super.carryState();
        System.arraycopy(c, now(at(steps - 1)), state, block, block);
    }
}
