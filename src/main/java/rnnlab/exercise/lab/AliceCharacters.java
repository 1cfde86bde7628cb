package rnnlab.exercise.lab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rnnlab.exercise.Exercise;

/**
 * The book letter by letter: its loss, when a checkpoint is written, and lanes in which the state can be carried along.
 */
final class AliceCharacters {

    private static final String LAB = "alice-characters";

    static final List<Exercise> EXERCISES = List.of(nats(), checkpoints(), lanes());

    private AliceCharacters() {}

    private static Exercise nats() {
        return Exercise.of(LAB, "nats", "Nats per character")
                .method("double nats(double[] p)")
                .method("double knowsNothing(int V)")
                .hint("The loss of one character is -Math.log of the probability that the right one was given.")
                .hint("nats is the mean over all of them.")
                .hint("A network that knows nothing gives each of V characters the probability 1.0 / V.")
                .check("a network that knows nothing", 1, t -> {
                    int characters = t.whole(20, 90);
                    t.run("knowsNothing", characters).is(Math.log(characters));
                })
                .check("its loss on any text is the same", 1, t -> {
                    int characters = t.whole(20, 90);
                    var p = new double[t.whole(3, 9)];
                    Arrays.fill(p, 1.0 / characters);
                    t.call(p).because("each p is 1/" + characters).is(Math.log(characters));
                });
    }

    private static Exercise checkpoints() {
        return Exercise.of(LAB, "checkpoints", "When a checkpoint is written")
                .method("int[] checkpoints(double[] losses)")
                .hint("Keep the lowest loss so far; before the first epoch it is Double.POSITIVE_INFINITY.")
                .hint("Epochs are numbered from 1: the loss of epoch e is losses[e-1].")
                .hint("An ArrayList<Integer> grows; list.stream().mapToInt(e -> e).toArray() makes an array of it.")
                .check("a loss that only falls", 0.5, t -> {
                    double start = t.between(2, 3);
                    t.call(new double[] {start, start - 0.4, start - 0.7}).is(new int[] {1, 2, 3});
                })
                .check("a loss that only rises", 0.5, t -> {
                    double start = t.between(2, 3);
                    t.call(new double[] {start, start + 0.4, start + 0.7})
                            .because("the first is the best so far")
                            .is(new int[] {1});
                })
                .check("lower than ever before, not only lower than the last", 1, t -> {
                    double start = t.between(2, 3);
                    t.call(new double[] {start, start - 1, start - 0.2, start - 0.5, start - 1.1})
                            .because("in epoch 4 the loss falls, but that of epoch 2 was lower")
                            .is(new int[] {1, 2, 5});
                });
    }

    private static Exercise lanes() {
        return Exercise.of(LAB, "lanes", "A batch whose state can be carried along")
                .method("int[][] batch(int[] text, int lanes, int length, int n)")
                .hint("Cut the text into equal pieces: text.length / lanes characters each. What is "
                        + "left over is dropped.")
                .hint("Row i of batch n is a part of piece i, the n-th part of that length.")
                .hint("It begins at i * piece + n * length.")
                .check("each row goes on where the one before it ended", 1, t -> {
                    int lanes = t.whole(2, 4), length = t.whole(3, 5), n = t.whole(0, 2);
                    var text = IntStream.range(0, lanes * length * 6).toArray();
                    for (int row = 0; row < lanes; row++) {
                        var before = t.call(text, lanes, length, n).item(row).numbers();
                        int last = (int) before[before.length - 1];
                        t.call(text, lanes, length, n + 1)
                                .because("row " + row + " of batch " + n + " ended with " + last)
                                .item(row)
                                .is(IntStream.rangeClosed(last + 1, last + length)
                                        .toArray());
                    }
                })
                .check("each row reads a piece of its own", 1, t -> {
                    int lanes = t.whole(2, 4), length = t.whole(3, 5), piece = 4 * length;
                    var text = IntStream.range(0, lanes * piece).toArray();
                    for (int row = 0; row < lanes; row++) {
                        t.call(text, lanes, length, 0)
                                .because("a piece has " + text.length + "/" + lanes + " = " + piece + " characters")
                                .item(row)
                                .is(Arrays.copyOfRange(text, row * piece, row * piece + length));
                    }
                });
    }
}
