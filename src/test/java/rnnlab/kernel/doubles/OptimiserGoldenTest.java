package rnnlab.kernel.doubles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import rnnlab.Golden;

/** Ten steps of each optimiser, as Keras takes them. */
class OptimiserGoldenTest {
    private interface Update {
        void step(double[] w, double[] g, int step);
    }

    private static void followsKeras(String name, Update update) {
        followsKeras(name, 1e-9, update);
    }

    private static void followsKeras(String name, double precision, Update update) {
        var golden = Golden.of("optimiser-" + name);
        double[] w = golden.doubles("w"), g = golden.doubles("g"), after = golden.doubles("after");
        for (int step = 1; step <= 10; step++) {
            var gradient = java.util.Arrays.copyOfRange(g, (step - 1) * w.length, step * w.length);
            update.step(w, gradient, step);
            for (int i = 0; i < w.length; i++) {
                assertEquals(
                        after[(step - 1) * w.length + i], w[i], precision, name + " step " + step + " number " + i);
            }
        }
    }

    private final double[] first = new double[11];
    private final double[] second = new double[11];

    private OptimiserState state(double[] w, double[] g) {
        return new OptimiserState(w, g, first, second);
    }

    @Test
    void gradientDescent() {
        followsKeras("sgd", (w, g, n) -> new Sgd(0, false).update(state(w, g), 0, 11, 0.1));
    }

    @Test
    void momentum() {
        followsKeras("sgd-momentum", (w, g, n) -> new Sgd(0.9, false).update(state(w, g), 0, 11, 0.1));
    }

    @Test
    void nesterov() {
        followsKeras("sgd-nesterov", (w, g, n) -> new Sgd(0.9, true).update(state(w, g), 0, 11, 0.1));
    }

    @Test
    void adam() {
        followsKeras("adam", (w, g, n) -> new Adam(0.9, 0.999, 1e-7).update(state(w, g), 0, 11, 0.01, n));
    }

    @Test
    void adamWithDeeplearning4jsEpsilon() {
        followsKeras("adam-epsilon-1e-8", (w, g, n) -> new Adam(0.9, 0.999, 1e-8).update(state(w, g), 0, 11, 0.01, n));
    }

    @Test
    void rmsProp() {
        followsKeras("rmsprop", (w, g, n) -> new RmsProp(0.9, 1e-7, true).update(state(w, g), 0, 11, 0.01));
    }

    @Test
    void adagrad() {
        java.util.Arrays.fill(first, 0.1);
        followsKeras("adagrad", (w, g, n) -> new Adagrad(1e-7, true).update(state(w, g), 0, 11, 0.1));
    }

    @Test
    void clippingByValue() {
        double limit = Golden.of("optimiser-adam-clip-value").setting("clipvalue");
        // Keras's default beta and epsilon are of single precision here.
        followsKeras("adam-clip-value", 1e-6, (w, g, n) -> {
            Gradients.clipValues(g, 0, 11, limit);
            new Adam(0.9, 0.999, 1e-7).update(state(w, g), 0, 11, 0.01, n);
        });
    }

    @Test
    void clippingTheNormOfEachTensor() {
        double limit = Golden.of("optimiser-sgd-clip-norm").setting("clipnorm");
        followsKeras("sgd-clip-norm", (w, g, n) -> {
            Gradients.clipNorm(g, 0, 7, limit);
            Gradients.clipNorm(g, 7, 4, limit);
            new Sgd(0, false).update(state(w, g), 0, 11, 0.1);
        });
    }

    @Test
    void clippingTheNormOfAllTogether() {
        double limit = Golden.of("optimiser-sgd-clip-global-norm").setting("global_clipnorm");
        followsKeras("sgd-clip-global-norm", (w, g, n) -> {
            Gradients.clipNorm(g, 0, 11, limit);
            new Sgd(0, false).update(state(w, g), 0, 11, 0.1);
        });
    }
}
