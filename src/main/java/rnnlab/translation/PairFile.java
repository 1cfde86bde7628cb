package rnnlab.translation;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rnnlab.files.DecodedText;
import rnnlab.text.TextException;
import rnnlab.text.TextFile;

/**
 * Your own sentence pairs: a text file with a pair in each line, the sentence, a tab, its translation. What stands
 * after a second tab is left out. Letters with accents are composed (NFC), so that é is one character however it was
 * written.
 *
 * @param origin where the pairs are from, and in which encoding where that had to be guessed; a lab prints it
 * @param pairs in the order of the lines; their language is the file's name
 */
public record PairFile(String origin, List<Pair> pairs) {

    public PairFile {
        pairs = List.copyOf(pairs);
    }

    /**
     * Reads a file, in the encoding that {@link DecodedText#of(byte[])} finds.
     *
     * @throws TextException when it cannot be read, or lines of it are no pairs; the message has the first such
     *     line's number, what it says, and the numbers of others
     */
    public static PairFile read(Path file) {
        return read(file, TextFile.decoded(file, Optional.empty()));
    }

    /**
     * The same in an encoding that you name, {@code "windows-1250"}.
     *
     * @throws TextException also when there is no encoding of that name, or the file is not in it
     */
    public static PairFile read(Path file, String encoding) {
        return read(file, TextFile.decoded(file, Optional.of(encoding)));
    }

    private static PairFile read(Path file, DecodedText decoded) {
        String name = String.valueOf(file.getFileName());
        String[] lines =
                decoded.withLineFeeds().text().replaceFirst("\\n\\s*$", "").split("\n");
        var pairs = new ArrayList<Pair>();
        var wrong = new ArrayList<Integer>();
        String first = "";
        int longer = 0;
        for (int i = 0; i < lines.length; i++) {
            String[] sides = lines[i].split("\t", -1);
            Optional<String> problem = problem(lines[i], sides);
            if (problem.isPresent()) {
                first = wrong.isEmpty() ? problem.get() : first;
                wrong.add(i + 1);
            } else {
                pairs.add(new Pair(composed(sides[0]), composed(sides[1]), name, name + ", line " + (i + 1)));
                longer += sides.length > 2 ? 1 : 0;
            }
        }
        if (!wrong.isEmpty()) {
            throw new TextException(file + ", line " + wrong.get(0) + " " + first + others(wrong));
        }
        String notes = decoded.note().map(note -> ", " + note).orElse("")
                + (longer > 0 ? ", what stands after a second tab left out, in " + longer + " lines" : "");
        return new PairFile(file + notes, pairs);
    }

    private static Optional<String> problem(String line, String[] sides) {
        if (line.isBlank()) {
            return Optional.of("is empty; take it out");
        }
        if (sides.length < 2) {
            return Optional.of("has no tab: \"" + shortened(line)
                    + "\"; write the sentence, a tab and its translation (a program for spreadsheets saves so as TSV)");
        }
        if (sides[0].isBlank() || sides[1].isBlank()) {
            return Optional.of("has nothing " + (sides[0].isBlank() ? "before" : "after") + " the tab: \""
                    + shortened(line.replace("\t", "<tab>")) + "\"; write what is missing, or take the line out");
        }
        return Optional.empty();
    }

    private static String others(List<Integer> wrong) {
        if (wrong.size() == 1) {
            return "";
        }
        String numbers = wrong.stream().skip(1).limit(10).map(String::valueOf).collect(Collectors.joining(", "));
        return ". Lines that are no pairs either: " + numbers
                + (wrong.size() > 11 ? " and " + (wrong.size() - 11) + " more" : "");
    }

    private static String composed(String side) {
        return Normalizer.normalize(side.strip(), Normalizer.Form.NFC);
    }

    private static String shortened(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "...";
    }

    /**
     * The pairs of one part. Pairs with the same sentence are in the same part, so that the others hold nothing that
     * was learned; the parts are the same each time.
     */
    public List<Pair> part(Part part) {
        return pairs.stream()
                .filter(pair -> Part.of(pair.source().hashCode()) == part)
                .toList();
    }
}
