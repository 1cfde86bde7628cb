package rnnlab.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import rnnlab.text.Corpus;
import rnnlab.text.Recipes;
import rnnlab.text.TextWindows;
import rnnlab.text.Vocabulary;

/**
 * Writes a real text as the files of a job: Texts alice|recipes FOLDER, and prints what it wrote as JSON. alice: windows of 100
 * characters, the index scaled to [0, 1), and the next one. recipes: 200 words of each recipe, and the same one word later.
 */
public final class Texts {
    private Texts() {}

    /** Called by src/bench/jobs.py. */
    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[1]));
        System.out.println(args[0].equals("alice") ? alice(folder) : recipes(folder));
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

    private static String recipes(Path folder) throws IOException {
        var recipes = Recipes.load();
        var texts = recipes.texts();
        var vocabulary = Vocabulary.words(texts, 10_000);
        var windows = Recipes.windows(texts, vocabulary, 200);
        int n = windows.size();
        var x = ByteBuffer.allocate(n * 200 * 4).order(ByteOrder.LITTLE_ENDIAN);
        var y = ByteBuffer.allocate(n * 200 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < n; k++) {
            for (int token : windows.input(k)) x.putInt(token);
            for (int token : windows.targets(k)) y.putInt(token);
        }
        return write(folder, "recipes", recipes.source(), vocabulary.size(), n, x, "i32", y);
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
