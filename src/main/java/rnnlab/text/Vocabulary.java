package rnnlab.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Which index stands for which token, characters or words.
 *
 * <p>Index 0 is padding and has no text. Vocabularies by frequency have [UNK] (unknown) at 1 and then the tokens, the
 * most frequent one first; those of sentences have [START] and [END] before them; alphabetical ones have the tokens
 * from 1 on and know no unknown.
 */
public final class Vocabulary {

    /** Fills sequences that are too short; as a prediction it means that the text ends. */
    public static final int PADDING = 0;

    /** Stands for each token that is not in the vocabulary. */
    public static final String UNKNOWN = "[UNK]";

    /** What a translator reads before the first token of its own sentence. */
    public static final String START = "[START]";

    /** What it says after the last one. */
    public static final String END = "[END]";

    /**
     * The name under which it is attached to a checkpoint: {@code Trainer.attach(Vocabulary.FILE,
     * vocabulary.asText())}.
     */
    public static final String FILE = "vocabulary.txt";

    private final Unit unit;
    private final List<String> tokens;
    private final long[] counts;
    private final Map<String, Integer> indices = new HashMap<>();

    /** The constructor of all: tokens in the order of their indices, the first one is padding, "". */
    Vocabulary(Unit unit, List<String> tokens, long[] counts) {
        this.unit = unit;
        this.tokens = List.copyOf(tokens);
        this.counts = counts;
        for (int i = 1; i < tokens.size(); i++) {
            if (indices.put(tokens.get(i), i) != null) {
                throw new TextException("\"" + tokens.get(i) + "\" is twice in the vocabulary");
            }
        }
    }

    /** All characters of the text, the most frequent one first. */
    public static Vocabulary characters(String text) {
        return byFrequency(Unit.CHARACTER, List.of(text), Integer.MAX_VALUE);
    }

    /**
     * The most frequent words.
     *
     * @param texts with spaces between words ({@link Words#spaced})
     * @param size how many indices there are, padding and [UNK] included; fewer when the texts have fewer words
     */
    public static Vocabulary words(Iterable<String> texts, int size) {
        return byFrequency(Unit.WORD, texts, size);
    }

    /** The most frequent words of one text. */
    public static Vocabulary words(String text, int size) {
        return words(List.of(text), size);
    }

    /** The text's characters or words in alphabetical order, indices from 1 on; other tokens have no index. */
    public static Vocabulary alphabetical(Unit unit, String text) {
        var tokens = new ArrayList<String>(List.of(""));
        tokens.addAll(new TreeSet<>(Arrays.asList(unit.split(text))));
        return counted(unit, tokens, List.of(text));
    }

    /** All characters or words of sentences, the most frequent one first; [START] and [END] come after [UNK]. */
    public static Vocabulary sentences(Unit unit, Iterable<String> sentences) {
        return byFrequency(unit, sentences, Integer.MAX_VALUE, UNKNOWN, START, END);
    }

    private static Vocabulary byFrequency(Unit unit, Iterable<String> texts, int size) {
        return byFrequency(unit, texts, size, UNKNOWN);
    }

    private static Vocabulary byFrequency(Unit unit, Iterable<String> texts, int size, String... marks) {
        if (size < 3) {
            throw new IllegalArgumentException("size: " + size + " is not allowed; at least 3");
        }
        var counts = count(unit, texts);
        List.of(marks).forEach(counts::remove);
        if (counts.isEmpty()) {
            throw new TextException("there are no " + unit.plural() + " to make a vocabulary of: the text is empty");
        }
        var tokens = new ArrayList<String>(List.of(""));
        tokens.addAll(List.of(marks));
        counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> e) -> -e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(size - tokens.size())
                .forEach(e -> tokens.add(e.getKey()));
        return counted(unit, tokens, texts);
    }

    private static Map<String, Long> count(Unit unit, Iterable<String> texts) {
        var counts = new HashMap<String, Long>();
        for (String text : texts) {
            for (String token : unit.split(text)) {
                counts.merge(token, 1L, Long::sum);
            }
        }
        return counts;
    }

    private static Vocabulary counted(Unit unit, List<String> tokens, Iterable<String> texts) {
        var counts = count(unit, texts);
        long[] known =
                tokens.stream().mapToLong(t -> counts.getOrDefault(t, 0L)).toArray();
        int unknown = tokens.indexOf(UNKNOWN);
        if (unknown >= 0) {
            long all = counts.values().stream().mapToLong(c -> c).sum();
            known[unknown] = 0;
            known[unknown] = all - Arrays.stream(known).sum();
        }
        return new Vocabulary(unit, tokens, known);
    }

    /** Whether a token is in the vocabulary; what is not, is [UNK] where there is one. */
    public boolean contains(String token) {
        return indices.containsKey(token);
    }

    /** Whether the tokens are characters or words. */
    public Unit unit() {
        return unit;
    }

    /** How many indices there are, padding and [UNK] included: the size of a one-hot vector. */
    public int size() {
        return tokens.size();
    }

    /** The token of an index; "" for padding. */
    public String token(int index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("index: " + index + " is not allowed; 0 to " + (size() - 1));
        }
        return tokens.get(index);
    }

    /**
     * How often a token occurs in the text that the vocabulary was made of; for [UNK] the tokens that were left out.
     */
    public long frequency(int index) {
        token(index);
        return counts[index];
    }

    /**
     * The index of a token; that of [UNK] where it is not in the vocabulary.
     *
     * @throws TextException when it is not in the vocabulary and there is no [UNK]
     */
    public int index(String token) {
        Integer index = indices.getOrDefault(token, indices.get(UNKNOWN));
        if (index == null) {
            throw new TextException("\"" + token + "\" is not among the " + (size() - 1) + " " + unit.plural() + ": "
                    + tokens.stream().skip(1).limit(40).collect(Collectors.joining(" ")));
        }
        return index;
    }

    /** The indices of a text's tokens, [T]. */
    public int[] encode(String text) {
        return Arrays.stream(unit.split(text)).mapToInt(this::index).toArray();
    }

    /** The text of indices, written as people write: no space before a comma; padding is left out. */
    public String decode(int... encoded) {
        var text = new StringBuilder();
        String before = "";
        for (int index : encoded) {
            if (index != PADDING) {
                text.append(unit.between(before, token(index))).append(token(index));
                before = token(index);
            }
        }
        return text.toString();
    }

    /** Saves it as a text file that people can read. */
    public void save(Path file) {
        TextFile.write(file, asText());
    }

    /** What {@link #save} writes. */
    public String asText() {
        return VocabularyFile.text(this);
    }

    /**
     * A vocabulary from a file that {@link #save} wrote, or from a checkpoint that it was attached to.
     *
     * @throws TextException when the file is missing, damaged or something else
     */
    public static Vocabulary load(Path file) {
        return VocabularyFile.load(file);
    }

    /**
     * Looks whether a network's checkpoint was trained with this vocabulary.
     *
     * @throws TextException when it was trained with another one: each of its outputs would be read as another token
     */
    public void check(Path checkpoint) {
        difference(load(checkpoint)).ifPresent(difference -> {
            throw new TextException(checkpoint + " was trained with another vocabulary: " + difference
                    + ". Take the one that it was trained with: Vocabulary.load(checkpoint)");
        });
    }

    private Optional<String> difference(Vocabulary other) {
        if (unit != other.unit) {
            return Optional.of("of " + other.unit.plural() + ", this one is of " + unit.plural());
        }
        if (size() != other.size()) {
            return Optional.of(other.size() + " " + unit.plural() + ", this one has " + size());
        }
        for (int i = 0; i < size(); i++) {
            if (!token(i).equals(other.token(i))) {
                return Optional.of(
                        "index " + i + " is \"" + other.token(i) + "\" there and \"" + token(i) + "\" in this one");
            }
        }
        return Optional.empty();
    }

    /** A number that is another one for almost every other vocabulary. */
    long checksum() {
        var crc = new CRC32();
        crc.update(VocabularyFile.lines(this).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary v && difference(v).isEmpty();
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    /** For example {@code 10000 words: [UNK] . , and to in the with a ...}. */
    @Override
    public String toString() {
        return size() + " " + unit.plural() + ": "
                + tokens.stream().skip(1).limit(30).map(VocabularyFile::escaped).collect(Collectors.joining(" "))
                + (size() > 31 ? " ..." : "");
    }
}
