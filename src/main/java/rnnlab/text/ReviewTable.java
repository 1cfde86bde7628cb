package rnnlab.text;

import com.univocity.parsers.common.ParsingContext;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import rnnlab.files.Escapes;

/**
 * Reviews as a table with a column of texts and a column of labels, with or without a line of names. Columns are found
 * by their name (text, review, sentence ...; label, sentiment, stars ...), or else by what is in them: the label is the
 * column in which each line has a label. What labels mean: {@link ReviewLabels}.
 */
final class ReviewTable {

    private static final Set<String> TEXTS =
            Set.of("text", "review", "reviewtext", "review_text", "sentence", "phrase", "comment", "content", "body");
    private static final Set<String> LABELS =
            Set.of("label", "sentiment", "class", "polarity", "positive", "rating", "stars", "score", "target");

    private record Line(int number, String[] fields) {}

    private final String file;
    private final List<Line> lines;

    private ReviewTable(String file, List<Line> lines) {
        this.file = file;
        this.lines = lines;
    }

    static Reviews read(String file, String source, String text, boolean tabs) {
        return new ReviewTable(file, lines(text, tabs)).reviews(source);
    }

    private static List<Line> lines(String text, boolean tabs) {
        var settings = new CsvParserSettings();
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(1000);
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.getFormat().setLineSeparator("\n");
        settings.getFormat().setComment('\0'); // a review may begin with #
        if (tabs) {
            settings.getFormat().setDelimiter('\t');
            settings.getFormat().setQuote('\0'); // in a .tsv a quotation mark is a letter
        } else {
            settings.setDelimiterDetectionEnabled(true, ',', ';');
        }
        var parser = new CsvParser(settings);
        parser.beginParsing(new StringReader(text));
        ParsingContext context = parser.getContext();
        List<Line> lines = new ArrayList<>();
        long line = 1;
        for (String[] fields = parser.parseNext(); fields != null; fields = parser.parseNext()) {
            lines.add(new Line((int) line, fields));
            line = context.currentLine() + 1;
        }
        return lines;
    }

    private Reviews reviews(String source) {
        int text = column(TEXTS);
        int label = column(LABELS);
        boolean named = text >= 0 && label >= 0;
        List<Line> rows = named ? lines.subList(1, lines.size()) : lines;
        if (!named) {
            label = labelColumn();
            text = textColumn(label);
        }
        List<Line> filled = new ArrayList<>();
        for (Line row : rows) {
            if (row.fields.length <= Math.max(text, label)) {
                throw new TextException(file + ", line " + row.number + ": " + row.fields.length + " field"
                        + (row.fields.length == 1 ? "" : "s")
                        + ", too few: a text and a label are expected; a text with a"
                        + " comma in it stands between quotation marks");
            }
            if (row.fields[text].isBlank()) {
                throw new TextException(file + ", line " + row.number + ": the text is empty; delete this line");
            }
            filled.add(row);
        }
        int of = label, in = text;
        var labels = ReviewLabels.of(filled.stream().map(row -> row.fields[of]).toList());
        List<Review> reviews = new ArrayList<>();
        int undecided = 0;
        for (Line row : filled) {
            String given = row.fields[of];
            if (!labels.knows(given)) {
                throw new TextException(file + ", line " + row.number + ": \"" + shortened(given) + "\" is no label; "
                        + ReviewLabels.ALLOWED);
            }
            if (labels.undecided(given)) {
                undecided++;
            } else {
                reviews.add(new Review(row.fields[in].strip(), labels.positive(given)));
            }
        }
        String left = undecided == 0 ? "" : "; " + undecided + " in the middle are left out";
        return new Reviews("from " + source + left, reviews).checked(file);
    }

    /** The column whose name in the first line is one of these; -1 without one. */
    private int column(Set<String> names) {
        String[] first = lines.isEmpty() ? new String[0] : lines.get(0).fields;
        for (int i = 0; i < first.length; i++) {
            if (names.contains(first[i].strip().toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private int labelColumn() {
        int width = lines.stream().mapToInt(line -> line.fields.length).min().orElse(0);
        for (int i = 0; i < width; i++) {
            int column = i;
            if (lines.stream().allMatch(line -> ReviewLabels.isLabel(line.fields[column]))) {
                return i;
            }
        }
        Line first = lines.isEmpty() ? new Line(1, new String[0]) : lines.get(0);
        throw new TextException(
                file + ": no column of labels was found. Line 1 has " + first.fields.length + " fields: "
                        + shortened(String.join(" | ", first.fields)) + ". Name the columns in the first line, text and"
                        + " label; " + ReviewLabels.ALLOWED);
    }

    /** Of the other columns the one with the longest texts. */
    private int textColumn(int label) {
        int width = lines.stream().mapToInt(line -> line.fields.length).min().orElse(0);
        OptionalInt longest =
                IntStream.range(0, width).filter(i -> i != label).reduce((a, b) -> letters(b) > letters(a) ? b : a);
        return longest.orElseThrow(
                () -> new TextException(file + ": only one column, of labels; a text and a label are expected"));
    }

    private static String shortened(String text) {
        return Escapes.printable(text.length() > 60 ? text.substring(0, 57) + "..." : text);
    }

    private long letters(int column) {
        return lines.stream().mapToLong(line -> line.fields[column].length()).sum();
    }
}
