package rnnlab.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CtcRecogniserTest {

    @Test
    void theGradientThroughTheNetworkIsThatOfCentralDifferences() {
        var word = new Handwriting(0.5, 4).words(1).get(0);
        var recogniser = new CtcRecogniser(4, 3, 6, 5);
        double[] w = recogniser.parameters();
        double[] gradient = new double[w.length];
        recogniser.gradient(word, gradient);
        double h = 1e-5;
        for (int i = 0; i < w.length; i++) {
            double old = w[i];
            w[i] = old + h;
            double up = recogniser.gradient(word, new double[w.length]);
            w[i] = old - h;
            double down = recogniser.gradient(word, new double[w.length]);
            w[i] = old;
            assertEquals((up - down) / (2 * h), gradient[i], 1e-6);
        }
    }

    @Test
    void itLearnsToReadWithoutBeingToldWhereTheLettersAre() {
        var writer = new Handwriting(0.3, 1);
        var train = writer.words(300);
        var unseen = writer.words(100);
        var recogniser = new CtcRecogniser(4, 24, 6, 2);
        double before = recogniser.errorRate(unseen);
        for (int epoch = 0; epoch < 12; epoch++) {
            recogniser.train(train, 0.01);
        }
        double after = recogniser.errorRate(unseen);
        assertTrue(before > 0.5 && after < 0.1, before + " before, " + after + " after");
    }

    @Test
    void theDistanceCountsLettersPutInLeftOutAndChanged() {
        assertEquals(0, CtcRecogniser.distance(new int[] {1, 2}, new int[] {1, 2}));
        assertEquals(2, CtcRecogniser.distance(new int[0], new int[] {1, 2}));
        assertEquals(3, CtcRecogniser.distance(new int[] {11, 9, 20, 20, 5, 14}, new int[] {19, 9, 20, 20, 9, 14, 7}));
    }

    @Test
    void wordsThatItCannotLearnFromAreRefusedByName() {
        var recogniser = new CtcRecogniser(4, 3, 6, 5);
        var narrow = new Handwriting.Word(new double[][] {new double[4], new double[3]}, new int[] {1});
        var unknown = new Handwriting.Word(new double[3][4], new int[] {1, 6});
        refused("frames: step 1 has 3 numbers; this network takes 4", () -> recogniser.read(narrow.frames()));
        refused("frames: step 1 has 3 numbers; this network takes 4", () -> recogniser.train(List.of(narrow), 0.01));
        refused("label: symbol 6 at place 1 is not allowed", () -> recogniser.train(List.of(unknown), 0.01));
        refused("words: there are none", () -> recogniser.train(List.of(), 0.01));
        refused("words: there are no letters", () -> recogniser.errorRate(List.of()));
    }

    private static void refused(String begin, Executable call) {
        var message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.startsWith(begin), message);
    }

    @Test
    void noFramesAreReadAsNoLetters() {
        assertEquals(0, new CtcRecogniser(4, 3, 6, 5).read(new double[0][]).length);
    }
}
