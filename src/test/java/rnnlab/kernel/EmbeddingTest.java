package rnnlab.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private static final int VOCABULARY = 50, DIM = 21, STEPS = 9, BATCH = 5;
    private final int paddedBatch = Vectors.pad(BATCH);
    private final Embedding embedding =
            new Embedding(VOCABULARY, DIM, new Capacity(STEPS, paddedBatch, new Workers(2)));
    private final float[] table = new float[2 + VOCABULARY * DIM];
    private final int[] tokens =
            new Random(3).ints(STEPS * paddedBatch, 0, VOCABULARY).toArray();

    EmbeddingTest() {
        var random = new Random(4);
        for (int i = 0; i < table.length; i++) {
            table[i] = random.nextFloat();
        }
        embedding.load(new Slice(table, 2));
    }

    @Test
    void eachTokenGetsItsRow() {
        embedding.forward(tokens, STEPS, BATCH);
        for (int t = 0; t < STEPS; t++) {
            for (int k = 0; k < DIM; k++) {
                for (int n = 0; n < paddedBatch; n++) {
                    float expected = n < BATCH ? table[2 + tokens[t * paddedBatch + n] * DIM + k] : 0;
                    assertEquals(expected, embedding.output().array()[(t * DIM + k) * paddedBatch + n]);
                }
            }
        }
    }

    @Test
    void gradientsOfATokenAddUp() {
        embedding.forward(tokens, STEPS, BATCH);
        var random = new Random(6);
        var dy = new float[STEPS * DIM * paddedBatch];
        for (int i = 0; i < dy.length; i++) {
            dy[i] = random.nextInt(100);
        }
        var expected = new float[table.length];
        for (int t = 0; t < STEPS; t++) {
            for (int k = 0; k < DIM; k++) {
                for (int n = 0; n < BATCH; n++) {
                    expected[2 + tokens[t * paddedBatch + n] * DIM + k] += dy[(t * DIM + k) * paddedBatch + n];
                }
            }
        }
        var gradients = new float[table.length];
        embedding.backward(Slice.of(dy), new Slice(gradients, 2));
        assertArrayEquals(expected, gradients);
    }

    @Test
    void aTokenOutsideTheVocabularyIsNamed() {
        tokens[2 * paddedBatch + 1] = VOCABULARY;
        var error = assertThrows(IllegalArgumentException.class, () -> embedding.forward(tokens, STEPS, BATCH));
        assertEquals("token 50 of sequence 1 at step 2 is outside the vocabulary of 50", error.getMessage());
    }
}
