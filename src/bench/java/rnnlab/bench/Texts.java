package rnnlab.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import rnnlab.text.Corpus;
import rnnlab.text.Recipes;
import rnnlab.text.TextWindows;
import rnnlab.text.Vocabulary;
import rnnlab.text.Words;

/**
 * Writes a real text as the files of a job: Texts alice|words-HISTORY|recipes FOLDER, and prints what it wrote as JSON. alice:
 * windows of 100 characters, the index scaled to [0, 1), and the next one. words: the same book in pieces of so many words, and
 * the same one word later. recipes: 200 words of each recipe, and the same one word later.
 */
public final class Texts {
    private Texts() {}

    /** Called by src/bench/jobs.py. */
    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[1]));
        System.out.println(
                switch (args[0].replaceAll("\\d", "")) {
                    case "alice" -> alice(folder);
                    case "words-" -> words(folder, Integer.parseInt(args[0].substring("words-".length())));
                    default -> recipes(folder);
                });
        System.exit(0);
    }

    private static String alice(Path folder) throws IOException {
        var corpus = Corpus.alice().lowerCase();
        var vocabulary = Vocabulary.characters(corpus.text());
        int classes = vocabulary.size();
        var windows = TextWindows.every(vocabulary.encode(corpus.text()), 100, 1);
        int n = windows.size();
        var x = ByteBuffer.allocate(n * 100 * 4).order(ByteOrder.LITTLE_ENDIAN);
        var y = ByteBuffer.allocate(n * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < n; k++) {
            for (int token : windows.input(k)) x.putFloat((float) token / classes);
            y.putInt(windows.next(k));
        }
        return write(folder, "alice", corpus.source(), classes, n, x, "f32", y);
    }

    /** Words that occur once are unknown, as in the lab. */
    private static String words(Path folder, int history) throws IOException {
        var corpus = Corpus.alice();
        String spaced = Words.spacedStory(corpus.text());
        var all = Vocabulary.words(spaced, Integer.MAX_VALUE);
        long repeated = IntStream.range(2, all.size())
                .filter(i -> all.frequency(i) > 1)
                .count();
        var vocabulary = Vocabulary.words(spaced, 2 + (int) repeated);
        var windows = TextWindows.every(vocabulary.encode(spaced), history, history);
        return everyStep(folder, "words-" + history, corpus.source(), vocabulary.size(), windows);
    }

    private static String recipes(Path folder) throws IOException {
        var recipes = Recipes.load();
        var texts = recipes.texts();
        var vocabulary = Vocabulary.words(texts, 10_000);
        return everyStep(
                folder, "recipes", recipes.source(), vocabulary.size(), Recipes.windows(texts, vocabulary, 200));
    }

    private static String everyStep(Path folder, String name, String source, int classes, TextWindows windows)
            throws IOException {
        int n = windows.size();
        var x = ByteBuffer.allocate(n * windows.length() * 4).order(ByteOrder.LITTLE_ENDIAN);
        var y = ByteBuffer.allocate(n * windows.length() * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < n; k++) {
            for (int token : windows.input(k)) x.putInt(token);
            for (int token : windows.targets(k)) y.putInt(token);
        }
        return write(folder, name, source, classes, n, x, "i32", y);
    }

    private static String write(
            Path folder, String name, String source, int classes, int n, ByteBuffer x, String xKind, ByteBuffer y)
            throws IOException {
        var xFile = Files.write(folder.resolve(name + "-x." + xKind), x.array());
        var yFile = Files.write(folder.resolve(name + "-y.i32"), y.array());
        return "{\"n\": %d, \"classes\": %d, \"source\": \"%s\", \"x\": \"%s\", \"y\": \"%s\"}"
                .formatted(n, classes, source.replace("\"", "'"), xFile, yFile);
    }
}
