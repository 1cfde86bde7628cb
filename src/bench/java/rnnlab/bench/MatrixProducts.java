package rnnlab.bench;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.blas_get_num_threads;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The matrix products of a job's training step and nothing else, by the OpenBLAS that ND4J brings, called without
 * ND4J's own cost of a call: the floor under the time of anything that multiplies with it.
 *
 * <p>Products that time does not chain are one call for all time steps. A product over many classes is done in slices
 * of columns that stay in cache, which is faster than one call.
 */
final class MatrixProducts {
    private static final int SLICE = 640;

    private final List<Product> step = new ArrayList<>();

    private MatrixProducts() {}

    static void run(Job job, Turns turns) {
        var products = new MatrixProducts();
        products.layers(job);
        products.rounds(job, turns);
    }

    static void runAttention(Job job, Turns turns) {
        var products = new MatrixProducts();
        products.attentionNetwork(job);
        products.rounds(job, turns);
    }

    private void rounds(Job job, Turns turns) {
        Nd4j.create(1); // loads OpenBLAS
        int steps = -(-job.count("train") / job.integer("batch"));
        chooseThreads();
        turns.ready(0, "");
        while (turns.begin()) {
            for (int k = 0; k < steps; k++) step.forEach(Product::multiply);
            turns.end(Double.NaN);
        }
    }

    private void layers(Job job) {
        int T = job.integer("length");
        int B = job.integer("batch");
        boolean every = job.text("target").equals("every");
        int K = 1;
        boolean first = true;
        for (var layer : job.layers()) {
            if (layer.recurrent()) {
                recurrent(K, layer.units(), layer.name().equals("lstm") ? 4 : 1, T, B, first);
            } else if (layer.name().equals("dense")) {
                dense(K, layer.units(), every ? T * B : B);
            }
            first = false; // an embedding is no product, but its rows need their gradient
            K = layer.units();
        }
    }

    private void recurrent(int K, int H, int gates, int T, int B, boolean first) {
        int J = gates * H;
        add(1, J, K, T * B); // z = W x
        add(T, J, H, B); // z += R h, step after step
        add(T, H, J, B); // dh = R' dz, step after step
        add(1, J, T * B, K); // dW = dz x'
        add(1, J, T * B, H); // dR = dz h'
        if (!first) add(1, K, J, T * B); // dx = W' dz
    }

    private void attentionNetwork(Job job) {
        int U = job.integer("units"), V = job.integer("vocabulary"), E = job.integer("embedding");
        int B = job.integer("batch"), T = job.integer("length"), S = job.integer("sourceLength");
        if (job.text("network").equals("additive")) {
            recurrent(E, U, 4, S, B, false);
            recurrent(E + U, U, 4, T, B, false);
            dense(U, U, T * B);
            dense(U, U, S * B);
            products(B, T, S, U); // the score itself is no product
            dense(2 * U, V, T * B);
            return;
        }
        for (int layer = 0; layer < job.integer("depth"); layer++) {
            block(job, T, T);
            if (S > 0) {
                block(job, S, S);
                attention(job, T, S);
            }
        }
        dense(U, V, T * B);
    }

    /** Attention to itself and the feed-forward part. */
    private void block(Job job, int Tq, int Tk) {
        attention(job, Tq, Tk);
        dense(job.integer("units"), job.integer("feed"), Tq * job.integer("batch"));
        dense(job.integer("feed"), job.integer("units"), Tq * job.integer("batch"));
    }

    private void attention(Job job, int Tq, int Tk) {
        int U = job.integer("units"), B = job.integer("batch"), heads = job.integer("heads");
        dense(U, U, Tq * B); // queries
        dense(U, U, Tk * B); // keys
        dense(U, U, Tk * B); // values
        dense(U, U, Tq * B); // what the heads say
        products(B * heads, Tq, Tk, U / heads); // o = p v
        products(B * heads, Tq, Tk, U / heads); // e = q k'
    }

    /**
     * A product of each head of each example, and the two of its gradient. They are as many multiplications here, not
     * the same ones: one product for all examples, because thousands of small calls would be no floor.
     */
    private void products(int times, int Tq, int Tk, int d) {
        add(1, times * Tq, Tk, d);
        add(1, times * Tk, Tq, d);
        add(1, times * Tq, d, Tk);
    }

    private void dense(int K, int J, int N) {
        int slice = Math.min(SLICE, N);
        for (int from = 0; from < N; from += slice) {
            int n = Math.min(slice, N - from);
            add(1, J, K, n); // y = V h
            add(1, K, J, n); // dh = V' dy
            add(1, J, n, K); // dV += dy h'
        }
    }

    private void add(int times, int rows, int inner, int columns) {
        step.add(new Product(times, rows, inner, columns));
    }

    /** Small products are faster on one thread. */
    private void chooseThreads() {
        int all = blas_get_num_threads();
        long many = nanosecondsOfAStep();
        blas_set_num_threads(1);
        if (nanosecondsOfAStep() > many) blas_set_num_threads(all);
    }

    private long nanosecondsOfAStep() {
        step.forEach(Product::multiply);
        long start = System.nanoTime();
        step.forEach(Product::multiply);
        return System.nanoTime() - start;
    }

    /** C [M][N] = A [M][K] B [K][N], so many times. */
    private static final class Product {
        private final int times, M, K, N;
        private final FloatPointer a, b, c;

        Product(int times, int M, int K, int N) {
            this.times = times;
            this.M = M;
            this.K = K;
            this.N = N;
            a = numbers((long) M * K);
            b = numbers((long) K * N);
            c = numbers((long) M * N);
        }

        void multiply() {
            for (int k = 0; k < times; k++) {
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, M, N, K, 1f, a, K, b, N, 0f, c, N);
            }
        }

        private static FloatPointer numbers(long count) {
            var random = new Random(1);
            var pointer = new FloatPointer(count);
            for (long k = 0; k < count; k++) pointer.put(k, random.nextFloat() - 0.5f);
            return pointer;
        }
    }
}
