package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The compiler keeps the vectors of the kernels in registers. Without {@code environment/compiler.options} it makes
 * objects of some in a third of all processes; of all vectors of a large tile that would be gigabytes a second, and a
 * layer seven times slower.
 */
class AllocationTest {
    private static final int T = 20, B = 128, H = 256;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aCompiledLayerMakesNoObjects() {
        int paddedBatch = Vectors.pad(B);
        Lstm lstm = new Lstm(H, H, new Capacity(T, paddedBatch, Workers.common()), false);
        float[] parameters = numbers(lstm.parameters(), 0.1f);
        Slice x = Slice.of(numbers(T * H * paddedBatch, 1)), dy = Slice.of(numbers(T * H * paddedBatch, 1));
        Slice gradients = Slice.of(new float[parameters.length]), dx = Slice.of(new float[T * H * paddedBatch]);
        long end = System.nanoTime() + 30_000_000_000L, bytes;
        do {
            long before = allocated();
            lstm.load(Slice.of(parameters));
            lstm.resetState();
            lstm.forward(x, T);
            lstm.backward(x, T, dy, gradients, dx);
            bytes = allocated() - before;
        } while (bytes > 1_000_000 && System.nanoTime() < end);
        assertTrue(
                bytes <= 1_000_000,
                "half a minute after the start, forward and backward still allocate " + bytes + " bytes");
    }

    /** Bytes that all threads have allocated so far. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static float[] numbers(int count, float scale) {
        Random random = new Random(1);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = scale * (float) random.nextGaussian();
        }
        return numbers;
    }
}
