package rnnlab.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rnnlab.generation.ForcedDecoding;
import rnnlab.generation.Hypothesis;
import rnnlab.generation.SequenceDecoder;
import rnnlab.generation.SequenceSearch;
import rnnlab.text.TextException;
import rnnlab.text.Vocabulary;
import rnnlab.translation.Translation.Choice;

/** Translates with a trained network: greedy, or by beam search. */
public final class Translator {

    private static final int AT_ONCE = 256;

    private final SequenceDecoder decoder;
    private final PairVocabulary vocabulary;
    private int width = 1;
    private int longest = 60;
    private double alpha = 1;

    private Translator(SequenceDecoder decoder, PairVocabulary vocabulary) {
        this.decoder = decoder;
        this.vocabulary = vocabulary;
    }

    /** A translator with a network's decoder; the vocabulary must be the one that it was trained with. */
    public static Translator of(SequenceDecoder decoder, PairVocabulary vocabulary) {
        return new Translator(decoder, vocabulary);
    }

    /** How many beginnings the search keeps; 1, greedy, unless told. */
    public Translator beam(int width) {
        this.width = width;
        return this;
    }

    /** How many tokens a translation has at most, its end included; 60 unless told. */
    public Translator longest(int tokens) {
        this.longest = tokens;
        return this;
    }

    /** What the length counts in a beam search: alpha of {@link Hypothesis#score}; 1 unless told. */
    public Translator lengthNormalisation(double alpha) {
        this.alpha = alpha;
        return this;
    }

    private SequenceSearch search() {
        return SequenceSearch.of(decoder, vocabulary.start(), vocabulary.end())
                .width(width)
                .longest(longest)
                .lengthNormalisation(alpha);
    }

    /** The translation of a sentence. */
    public String translate(String sentence) {
        return translate(List.of(sentence)).get(0);
    }

    /** The translations of sentences, in their order. Unknown tokens are read as [UNK]. */
    public List<String> translate(List<String> sentences) {
        var all = new ArrayList<String>();
        for (int from = 0; from < sentences.size(); from += AT_ONCE) {
            var some = sentences.subList(from, Math.min(sentences.size(), from + AT_ONCE));
            search().find(encoded(some)).forEach(found -> all.add(text(found.get(0))));
        }
        return all;
    }

    /**
     * A possible translation.
     *
     * @param logProbability the natural logarithm of its probability, the end's included
     * @param score by which it is ranked: the logarithm beside the length
     */
    public record Candidate(String text, double logProbability, double score) {}

    /** The n best translations that a beam of at least n finds, the best one first. */
    public List<Candidate> best(int n, String sentence) {
        return search().width(Math.max(n, width)).best(n).find(encoded(List.of(sentence))).get(0).stream()
                .map(h -> new Candidate(text(h), h.logProbability(), h.score(alpha)))
                .toList();
    }

    /** The greedy translation of a sentence, with what the network thought at each step. */
    public Translation steps(String sentence) {
        int[] source = encoded(List.of(sentence)).get(0);
        decoder.start(List.of(source));
        var tokens = new ArrayList<Integer>();
        var choices = new ArrayList<List<Choice>>();
        var attention = new ArrayList<float[]>();
        int token = vocabulary.start();
        while (tokens.size() < longest && token != vocabulary.end()) {
            float[] p = decoder.step(new int[] {token})[0];
            int[] ranked = ranked(p);
            token = ranked[0];
            tokens.add(token);
            choices.add(Arrays.stream(ranked)
                    .mapToObj(i -> new Choice(name(vocabulary.target(), i), p[i]))
                    .toList());
            decoder.attention(0).ifPresent(attention::add);
        }
        return new Translation(
                Arrays.stream(source)
                        .mapToObj(i -> name(vocabulary.source(), i))
                        .toList(),
                tokens.stream().map(i -> name(vocabulary.target(), i)).toList(),
                vocabulary.text(tokens.stream().mapToInt(i -> i).toArray()),
                choices,
                attention.isEmpty() ? Optional.empty() : Optional.of(attention.toArray(float[][]::new)));
    }

    private static int[] ranked(float[] p) {
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -p[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    private static String name(Vocabulary vocabulary, int index) {
        return index < vocabulary.size() ? vocabulary.token(index) : Vocabulary.UNKNOWN;
    }

    /** e to the mean loss of a token of the pairs' targets, ends counted. */
    public double perplexity(List<Pair> pairs) {
        double sum = 0;
        long tokens = 0;
        for (int from = 0; from < pairs.size(); from += AT_ONCE) {
            var some = pairs.subList(from, Math.min(pairs.size(), from + AT_ONCE));
            var targets = some.stream().map(p -> vocabulary.target(p.target())).toList();
            double[] logs = ForcedDecoding.of(decoder)
                    .logProbabilities(encoded(some.stream().map(Pair::source).toList()), targets);
            sum += Arrays.stream(logs).sum();
            tokens += targets.stream().mapToLong(target -> target.length - 1).sum();
        }
        return Math.exp(-sum / tokens);
    }

    private List<int[]> encoded(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> {
                    if (sentence.isEmpty()) {
                        throw new TextException("sentence: empty; give the translator something to read");
                    }
                    return vocabulary.source(sentence);
                })
                .toList();
    }

    private String text(Hypothesis hypothesis) {
        return vocabulary.text(hypothesis.text());
    }
}
