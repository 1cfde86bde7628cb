package rnnlab.text;

import java.util.Locale;

/**
 * Vectors of many numbers on a plane: their coordinates along the two directions in which they differ most, the eigenvectors of
 * the covariance matrix C with the two largest eigenvalues (principal component analysis, Pearson 1901).
 *
 * @param x coordinates along the first direction, [N]
 * @param y coordinates along the second direction, [N]
 * @param kept share of the variance that the two directions have, 0 to 1
 */
public record PrincipalPlane(double[] x, double[] y, double kept) {

    private static final int STEPS = 500;

    /**
     * The plane of these vectors.
     *
     * @param vectors [N][D], N and D at least 2
     */
    public static PrincipalPlane of(double[][] vectors) {
        if (vectors.length < 2 || vectors[0].length < 2) {
            throw new IllegalArgumentException("vectors: at least two of at least two numbers, not " + vectors.length);
        }
        double[][] centred = centred(vectors);
        double[][] c = covariance(centred);
        double variance = 0;
        for (int i = 0; i < c.length; i++) {
            variance += c[i][i];
        }
        double[] first = eigenvector(c);
        double one = deflate(c, first);
        double[] second = eigenvector(c);
        double two = deflate(c, second);
        return new PrincipalPlane(along(centred, first), along(centred, second), (one + two) / variance);
    }

    private static double[][] centred(double[][] vectors) {
        int d = vectors[0].length;
        double[][] centred = new double[vectors.length][d];
        for (int j = 0; j < d; j++) {
            double mean = 0;
            for (double[] v : vectors) {
                mean += v[j] / vectors.length;
            }
            for (int i = 0; i < vectors.length; i++) {
                centred[i][j] = vectors[i][j] - mean;
            }
        }
        return centred;
    }

    private static double[][] covariance(double[][] centred) {
        int d = centred[0].length;
        double[][] c = new double[d][d];
        for (double[] v : centred) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    c[i][j] += v[i] * v[j] / centred.length;
                }
            }
        }
        return c;
    }

    /** The eigenvector of the largest eigenvalue, of length 1, by power iteration: v becomes C v / |C v|, again and again. */
    private static double[] eigenvector(double[][] c) {
        double[] v = new double[c.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = 1 + i % 7;
        }
        for (int step = 0; step < STEPS; step++) {
            double[] next = along(c, v);
            double length = Math.sqrt(dot(next, next));
            for (int i = 0; i < v.length; i++) {
                v[i] = length == 0 ? v[i] : next[i] / length;
            }
        }
        return v;
    }

    /** Takes the direction v out of C; its eigenvalue. */
    private static double deflate(double[][] c, double[] v) {
        double eigenvalue = dot(v, along(c, v));
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                c[i][j] -= eigenvalue * v[i] * v[j];
            }
        }
        return eigenvalue;
    }

    private static double[] along(double[][] rows, double[] v) {
        double[] products = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            products[i] = dot(rows[i], v);
        }
        return products;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d places; the plane keeps %.0f %% of the variance", x.length, 100 * kept);
    }
}
