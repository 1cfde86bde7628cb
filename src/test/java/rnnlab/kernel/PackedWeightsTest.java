package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rnnlab.kernel.Vectors.WIDTH;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The product with packed weights beside three loops, also where only the first columns of a row count. */
class PackedWeightsTest {
    private final Random random = new Random(5);

    @ParameterizedTest
    @CsvSource({"1, 1, 70", "2, 1, 70", "2, 2, 70", "2, 2, 71", "3, 2, 1", "5, 3, 299", "9, 9, 512"})
    void multipliesTheFirstColumns(int rowVectors, int vectors, int depth) {
        int groups = 2, rows = 13, stride = rowVectors * WIDTH, columns = vectors * WIDTH;
        float[] w = numbers(groups * rows * depth), x = numbers(depth * stride), y = numbers(groups * rows * stride);
        double[][] expected = new double[groups * rows][stride];
        for (int j = 0; j < groups * rows; j++) {
            for (int n = 0; n < stride; n++) {
                expected[j][n] = y[j * stride + n];
                for (int k = 0; k < depth && n < columns; k++) {
                    expected[j][n] += w[j * depth + k] * x[k * stride + n];
                }
            }
        }
        var packed = new PackedWeights(groups, rows, depth, stride);
        packed.pack(w, 0, depth, 1);
        packed.multiply(x, 0, y, 0, columns);
        for (int j = 0; j < groups * rows; j++) {
            for (int n = 0; n < stride; n++) {
                assertEquals(expected[j][n], y[j * stride + n], 1e-4, "row " + j + ", column " + n);
            }
        }
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
