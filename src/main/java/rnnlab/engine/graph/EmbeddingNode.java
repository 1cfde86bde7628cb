package rnnlab.engine.graph;

/**
 * A table of vectors, one for each index: y_t = W[i_t]. Parameters: W [vocabulary][units].
 *
 * <p>Only rows that the batch used get a gradient.
 */
final class EmbeddingNode implements Node {

    private final Input in;
    private final int parametersAt;
    final Signal out;
    private float[] parameters;

    EmbeddingNode(String name, Input in, int units, int parametersAt, boolean training) {
        this.in = in;
        this.parametersAt = parametersAt;
        in.signal.take();
        this.out =
                in.signal.next(name, units, in.signal.sequence, true, training).allocate();
    }

    @Override
    public void load(float[] parameters) {
        this.parameters = parameters;
    }

    @Override
    public void forward(Pass pass) {
        out.follow(in.signal);
        for (int t = 0; t < out.steps; t++) {
            for (int b = 0; b < out.lanes; b++) {
                int from = row(t, b);
                int to = t * out.block() + b;
                for (int j = 0; j < out.size; j++, to += out.lanes) {
                    out.value[to] = parameters[from + j];
                }
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] gradients = pass.gradients();
        for (int t = 0; t < out.steps; t++) {
            for (int b = 0; b < out.lanes; b++) {
                int to = row(t, b);
                int from = t * out.block() + b;
                for (int j = 0; j < out.size; j++, from += out.lanes) {
                    gradients[to + j] += out.gradient[from];
                }
            }
        }
    }

    private int row(int t, int b) {
        return parametersAt + in.indices[t * out.lanes + b] * out.size;
    }
}
