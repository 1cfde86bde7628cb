package rnnlab.layers;

import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Starts a weight matrix with orthonormal rows (or columns, when it has more rows than columns), which Deeplearning4j
 * does not have.
 *
 * <p>A product with an orthogonal matrix keeps a vector's length, so that a recurrent state neither fades nor explodes
 * at the start of training (Saxe et al. 2014, <a href="https://arxiv.org/abs/1312.6120">arXiv:1312.6120</a>). Keras
 * starts the recurrent weights of all its recurrent layers so:
 *
 * <pre>{@code new SimpleRnn.Builder().nOut(20).weightInitRecurrent(new Orthogonal())}</pre>
 */
public final class Orthogonal implements IWeightInit {
    private static final long serialVersionUID = 1;

    @Override
    public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray view) {
        if (shape.length != 2) {
            throw new IllegalArgumentException("shape: " + shape.length + " dimensions; Orthogonal starts matrices");
        }
        boolean wide = shape[0] <= shape[1];
        double[][] rows =
                Nd4j.randn(wide ? shape : new long[] {shape[1], shape[0]}).toDoubleMatrix();
        orthonormalise(rows);
        INDArray matrix = Nd4j.create(rows).castTo(view.dataType());
        view.assign((wide ? matrix : matrix.transpose()).dup(order).reshape(order, view.shape()));
        return view.reshape(order, shape);
    }

    /** Gram-Schmidt: each row loses its parts along the rows before it and is scaled to length 1. */
    private static void orthonormalise(double[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                double along = dot(rows[i], rows[j]);
                for (int k = 0; k < rows[i].length; k++) {
                    rows[i][k] -= along * rows[j][k];
                }
            }
            double length = Math.sqrt(dot(rows[i], rows[i]));
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] /= length;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Orthogonal;
    }

    @Override
    public int hashCode() {
        return Orthogonal.class.hashCode();
    }
}
