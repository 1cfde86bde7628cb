package rnnlab.text;

import java.util.Locale;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * Vectors of many numbers on a plane: their coordinates along the two directions in which they differ most, the
 * eigenvectors of the covariance matrix C with the two largest eigenvalues (principal component analysis, Pearson
 * 1901).
 *
 * @param x coordinates along the first direction, [N]
 * @param y coordinates along the second direction, [N]
 * @param kept share of the variance that the two directions have, 0 to 1
 */
public record PrincipalPlane(double[] x, double[] y, double kept) {

    /**
     * The plane of these vectors.
     *
     * @param vectors [N][D], N and D at least 2
     * @throws IllegalArgumentException when there are fewer
     */
    public static PrincipalPlane of(double[][] vectors) {
        if (vectors.length < 2 || vectors[0].length < 2) {
            throw new IllegalArgumentException("vectors: at least two of at least two numbers, not " + vectors.length);
        }
        RealMatrix c = new Covariance(vectors, false).getCovarianceMatrix(); // [D][D]
        var eigen = new EigenDecomposition(c); // the largest eigenvalue first
        RealMatrix centred = centred(vectors);
        double kept = eigen.getRealEigenvalue(0) + eigen.getRealEigenvalue(1);
        return new PrincipalPlane(
                centred.operate(eigen.getEigenvector(0)).toArray(),
                centred.operate(eigen.getEigenvector(1)).toArray(),
                kept / c.getTrace());
    }

    /** The vectors less their mean, [N][D]. */
    private static RealMatrix centred(double[][] vectors) {
        RealMatrix centred = MatrixUtils.createRealMatrix(vectors);
        for (int d = 0; d < centred.getColumnDimension(); d++) {
            double[] column = centred.getColumn(d);
            double mean = StatUtils.mean(column);
            for (int n = 0; n < column.length; n++) {
                centred.setEntry(n, d, column[n] - mean);
            }
        }
        return centred;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d places; the plane keeps %.0f %% of the variance", x.length, 100 * kept);
    }
}
