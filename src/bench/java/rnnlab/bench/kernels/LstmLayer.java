package rnnlab.bench.kernels;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rnnlab.kernel.Capacity;
import rnnlab.kernel.Lstm;
import rnnlab.kernel.Slice;
import rnnlab.kernel.Vectors;
import rnnlab.kernel.Workers;

/**
 * An LSTM layer forward and backward beside the matrix products of it alone by OpenBLAS: 100 steps, batch 128, as many
 * inputs as units.
 *
 * <p>The products are those of {@link OpenBlasProducts}: 2 * 3 * T * B * 4H * (F + H) operations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LstmLayer {
    private static final int T = 100, B = 128;

    /** Units H, and inputs F = H. */
    @Param({"64", "128", "256"})
    public int units;

    private Lstm lstm;
    private OpenBlasProducts products;
    private Slice x, dy, dx, parameters, gradients;

    /** Random weights and inputs. */
    @Setup
    public void prepare() {
        int paddedBatch = Vectors.pad(B);
        lstm = new Lstm(units, units, new Capacity(T, paddedBatch, Workers.common()), false);
        parameters = numbers(lstm.parameters(), 0.1f);
        gradients = numbers(lstm.parameters(), 0);
        x = numbers(T * units * paddedBatch, 1);
        dy = numbers(T * units * paddedBatch, 1);
        dx = numbers(T * units * paddedBatch, 0);
        products = new OpenBlasProducts(units, units, T, B);
    }

    /** The layer: packing of the weights, forward, backward with the gradient at its input. */
    @Benchmark
    public float[] kernel() {
        lstm.load(parameters);
        lstm.resetState();
        lstm.forward(x, T);
        lstm.backward(x, T, dy, gradients, dx);
        return gradients.array();
    }

    /** The same products and nothing else. */
    @Benchmark
    public void openBlas() {
        products.multiply();
    }

    private static Slice numbers(int length, float scale) {
        var random = new Random(1);
        var values = new float[length];
        for (int k = 0; k < length; k++) {
            values[k] = scale * (random.nextFloat() - 0.5f);
        }
        return Slice.of(values);
    }
}
