package rnnlab.scratch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Words as an uneven hand writes them: each letter lasts one to four frames, with pauses between, and noise on every
 * frame. Each frame has four numbers. Two equal letters always have a pause between them; without it nobody could tell
 * them from one.
 */
public final class Handwriting {

    /** What each letter looks like: a, b, c, d, e. Some are like each other. */
    private static final double[][] STROKES = {
        {2, 0, 0, 0}, {0, 2, 0, 0}, {0, 2, 2, 0}, {0, 0, 2, 2}, {2, 0, 0, 2},
    };

    /**
     * A written word.
     *
     * @param frames [T][4]
     * @param label its letters: 1 = a, 2 = b, ...
     */
    public record Word(double[][] frames, int[] label) {}

    private final double noise;
    private final Random random;

    /** @param noise standard deviation of what is added to each number */
    public Handwriting(double noise, long seed) {
        if (!(noise >= 0)) {
            throw new IllegalArgumentException("noise: " + noise + " is not allowed; 0 or more");
        }
        this.noise = noise;
        this.random = new Random(seed);
    }

    /** So many words of two to five letters. */
    public List<Word> words(int count) {
        var words = new ArrayList<Word>(count);
        for (int i = 0; i < count; i++) {
            words.add(word());
        }
        return words;
    }

    private Word word() {
        int[] label = random.ints(2 + random.nextInt(4), 1, STROKES.length + 1).toArray();
        var frames = new ArrayList<double[]>();
        pause(frames, random.nextInt(3));
        for (int u = 0; u < label.length; u++) {
            boolean doubled = u > 0 && label[u] == label[u - 1];
            pause(frames, doubled ? 1 + random.nextInt(2) : random.nextInt(2));
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                frames.add(noisy(STROKES[label[u] - 1]));
            }
        }
        pause(frames, 1 + random.nextInt(2));
        return new Word(frames.toArray(double[][]::new), label);
    }

    private void pause(List<double[]> frames, int count) {
        for (int n = 0; n < count; n++) {
            frames.add(noisy(new double[4]));
        }
    }

    private double[] noisy(double[] stroke) {
        double[] frame = stroke.clone();
        for (int i = 0; i < frame.length; i++) {
            frame[i] += noise * random.nextGaussian();
        }
        return frame;
    }
}
