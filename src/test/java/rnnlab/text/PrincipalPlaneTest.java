package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {

    @Test
    void theDirectionsOfLargestVarianceAreFound() {
        // Along (1,1,0)/sqrt 2 with deviation 5, along (1,-1,0)/sqrt 2 with 2, along (0,0,1) with 0.1.
        var random = new SplittableRandom(3);
        double[][] vectors = new double[400][];
        double[] a = new double[400];
        double[] b = new double[400];
        for (int i = 0; i < vectors.length; i++) {
            a[i] = 5 * random.nextGaussian();
            b[i] = 2 * random.nextGaussian();
            vectors[i] = new double[] {
                (a[i] + b[i]) / Math.sqrt(2), (a[i] - b[i]) / Math.sqrt(2), 0.1 * random.nextGaussian()
            };
        }
        var plane = PrincipalPlane.of(vectors);
        assertEquals(1, Math.abs(correlation(a, plane.x())), 0.01);
        assertEquals(1, Math.abs(correlation(b, plane.y())), 0.01);
        assertEquals(1, plane.kept(), 0.001);
        assertEquals(0, correlation(plane.x(), plane.y()), 1e-9);
    }

    @Test
    void vectorsAlongTheAxesKeepTheirPlaces() {
        // By hand: the variances are 2 * 16 / 6, 2 * 4 / 6 and 2 * 1 / 6, so the plane keeps 20 of 21 parts.
        double[][] vectors = {{9, 5, 5}, {1, 5, 5}, {5, 7, 5}, {5, 3, 5}, {5, 5, 6}, {5, 5, 4}};
        var plane = PrincipalPlane.of(vectors);
        assertEquals(20.0 / 21, plane.kept(), 1e-12);
        double right = Math.signum(plane.x()[0]); // a direction may point either way
        double up = Math.signum(plane.y()[2]);
        assertArrayEquals(new double[] {4, -4, 0, 0, 0, 0}, scaled(plane.x(), right), 1e-12);
        assertArrayEquals(new double[] {0, 0, 2, -2, 0, 0}, scaled(plane.y(), up), 1e-12);
    }

    private static double[] scaled(double[] values, double by) {
        return Arrays.stream(values).map(v -> v * by).toArray();
    }

    private static double correlation(double[] a, double[] b) {
        double ma = Arrays.stream(a).average().orElseThrow();
        double mb = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void tooFewVectorsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> PrincipalPlane.of(new double[1][4]));
    }
}
