package rnnlab.generation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import rnnlab.text.Vocabulary;

/**
 * Writes text with a trained network: the network reads the prompt, a next token is drawn and read in turn, and so on.
 * The network's state is carried from token to token.
 */
public final class Generator {

    private final NextToken model;
    private final Vocabulary vocabulary;
    private Sampler sampler = Sampler.PLAIN;
    private int length = 200;
    private int stop = Vocabulary.PADDING;
    private SplittableRandom random = new SplittableRandom(1);
    private PrintStream out = System.out;

    private Generator(NextToken model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
    }

    /** A generator with a trained network; the vocabulary must be the one that it was trained with. */
    public static Generator of(Model network, Vocabulary vocabulary) {
        return of(NetworkReader.of(network), vocabulary);
    }

    /** A generator over any model; the vocabulary must be the one that it was trained with. */
    public static Generator of(NextToken model, Vocabulary vocabulary) {
        return new Generator(model, vocabulary);
    }

    /** T: below 1 more careful, above 1 bolder; 1 unless told. See {@link Sampler}. */
    public Generator temperature(double temperature) {
        sampler = new Sampler(temperature, sampler.topK(), sampler.topP());
        return this;
    }

    /** Draws from the k likeliest tokens only. */
    public Generator topK(int k) {
        sampler = new Sampler(sampler.temperature(), k, sampler.topP());
        return this;
    }

    /** Draws from the fewest likely tokens whose probabilities add up to p. */
    public Generator topP(double p) {
        sampler = new Sampler(sampler.temperature(), sampler.topK(), p);
        return this;
    }

    /** Starts the random numbers anew: the same seed writes the same text. */
    public Generator seed(long seed) {
        random = new SplittableRandom(seed);
        return this;
    }

    /** How many tokens are written at most; 200 unless told. */
    public Generator length(int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("length: " + tokens + " is not allowed; at least 1");
        }
        length = tokens;
        return this;
    }

    /** The token that ends a text; padding unless told. */
    public Generator stopAt(String token) {
        stop = vocabulary.index(token);
        return this;
    }

    /** Where the text appears while it is written; {@code System.out} unless told. */
    public Generator printTo(PrintStream stream) {
        out = stream;
        return this;
    }

    /** Shows nothing: for many texts. */
    public Generator quiet() {
        return printTo(new PrintStream(OutputStream.nullOutputStream()));
    }

    /**
     * Writes on from the prompt; both appear as they are read and written. Stop in the notebook ends it.
     *
     * @param prompt at least one token, spaced and in lower case as the text that the network learned
     */
    public Written write(String prompt) {
        long start = System.nanoTime();
        var typewriter = new Typewriter(out);
        float[] p = read(prompt);
        typewriter.type(prompt);
        typewriter.show();
        var text = new StringBuilder();
        String before = last(prompt);
        int written = 0;
        var end = Written.End.LENGTH;
        while (written < length) {
            if (Thread.interrupted()) {
                end = Written.End.INTERRUPTED;
                break;
            }
            int token = sampler.draw(p, random);
            if (token == stop) {
                end = Written.End.STOP_TOKEN;
                break;
            }
            String name = token < vocabulary.size() ? vocabulary.token(token) : Vocabulary.UNKNOWN;
            String piece = vocabulary.unit().between(before, name) + name;
            typewriter.type(piece);
            text.append(piece);
            before = name;
            written++;
            if (written < length) {
                p = model.read(token)[0];
            }
        }
        typewriter.type(end == Written.End.INTERRUPTED ? "\n[stopped by you]\n" : "\n");
        typewriter.show();
        return new Written(prompt, text.toString(), written, (System.nanoTime() - start) / 1e9, end);
    }

    /** The k likeliest tokens after the prompt, with their probabilities at the temperature that is set. */
    public Likely next(String prompt, int k) {
        return Likely.of(prompt, sampler.temperature(), sampler.probabilities(read(prompt)), k, vocabulary);
    }

    /** Reads the prompt from zero state; the probabilities of what follows it. */
    private float[] read(String prompt) {
        int[] tokens = encode(prompt, vocabulary, out);
        model.reset();
        float[] p = new float[0];
        for (int token : tokens) {
            p = model.read(token)[0];
        }
        return p;
    }

    static int[] encode(String prompt, Vocabulary vocabulary, PrintStream out) {
        int[] tokens = vocabulary.encode(prompt);
        if (tokens.length == 0) {
            throw new IllegalArgumentException("prompt: empty; give the network at least one token to begin with");
        }
        String unknown = Arrays.stream(vocabulary.unit().split(prompt))
                .filter(t -> vocabulary.token(vocabulary.index(t)).equals(Vocabulary.UNKNOWN))
                .collect(Collectors.joining("\", \""));
        if (!unknown.isEmpty()) {
            out.println("not in the vocabulary, read as " + Vocabulary.UNKNOWN + ": \"" + unknown + "\"");
        }
        return tokens;
    }

    private String last(String prompt) {
        String[] tokens = vocabulary.unit().split(prompt);
        return tokens[tokens.length - 1];
    }
}
