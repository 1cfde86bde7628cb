package rnnlab.kernel;

/** {@link LayerNorm} for one step of one sequence. */
public final class LayerNormCell {
    private final int units;
    private final double epsilon;
    private final float[] y;
    private Slice parameters;

    /** @param epsilon ε, added to the variance */
    public LayerNormCell(int units, double epsilon) {
        this.units = units;
        this.epsilon = epsilon;
        this.y = new float[Vectors.pad(units)];
    }

    /** Takes over the parameters: γ [units], β [units]. */
    public void load(Slice parameters) {
        this.parameters = parameters;
    }

    /** The output for x; the next call overwrites it. */
    public float[] step(float[] x) {
        double sum = 0, squares = 0;
        for (int u = 0; u < units; u++) {
            sum += x[u];
        }
        double mean = sum / units;
        for (int u = 0; u < units; u++) {
            squares += (x[u] - mean) * (x[u] - mean);
        }
        double inverse = 1 / Math.sqrt(squares / units + epsilon);
        float[] p = parameters.array();
        int at = parameters.at();
        for (int u = 0; u < units; u++) {
            y[u] = (float) ((x[u] - mean) * inverse * p[at + u] + p[at + units + u]);
        }
        return y;
    }
}
