package rnnlab.bench.kernels;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The six products of an LSTM layer's forward and backward pass; those that time does not chain are one call for all
 * steps.
 */
final class OpenBlasProducts {
    private final int F, H, T, B;
    private final FloatPointer a, b, c;

    OpenBlasProducts(int F, int H, int T, int B) {
        Nd4j.create(1); // loads OpenBLAS
        this.F = F;
        this.H = H;
        this.T = T;
        this.B = B;
        long largest = 4L * H * T * B;
        a = numbers(largest);
        b = numbers(largest);
        c = numbers(largest);
    }

    void multiply() {
        product(1, 4 * H, F, T * B); // z = W x
        product(T, 4 * H, H, B); // z += R h
        product(T, H, 4 * H, B); // dh = R' dz
        product(1, 4 * H, T * B, F); // dW = dz x'
        product(1, 4 * H, T * B, H); // dR = dz h'
        product(1, F, 4 * H, T * B); // dx = W' dz
    }

    private void product(int times, int M, int K, int N) {
        for (int k = 0; k < times; k++) {
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, M, N, K, 1f, a, K, b, N, 0f, c, N);
        }
    }

    private static FloatPointer numbers(long count) {
        var random = new Random(1);
        var pointer = new FloatPointer(count);
        for (long k = 0; k < count; k++) {
            pointer.put(k, random.nextFloat() - 0.5f);
        }
        return pointer;
    }
}
