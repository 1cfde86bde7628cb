package rnnlab.series.csv;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a site sends in place of a table: a sentence, a web page, an answer meant for programs. */
final class CsvAnswer {
    private static final int MAX_WORDS = 120; // characters

    /** How an answer of stooq's begins, what it means, what to do. */
    private record Known(List<String> beginnings, String problem, String advice) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    List.of("brak danych", "no data"),
                    "stooq answered that it has no data for this question",
                    "Check the symbol and the range of dates. " + CsvText.SAVE_AGAIN),
            new Known(
                    List.of("przekroczony dzienny limit", "exceeded the daily hits limit"),
                    "stooq answered that today's number of downloads is used up",
                    "Try again tomorrow, or from another network. " + CsvText.SAVE_AGAIN),
            new Known(
                    List.of("odmowa dost", "access denied"),
                    "stooq answered that it denies access",
                    "stooq wants a person, not a program. " + CsvText.SAVE_AGAIN),
            new Known(
                    List.of("get your apikey", "pobierz apikey", "uzyskaj apikey"),
                    "stooq answered that it wants a key from programs",
                    "A person needs none. " + CsvText.SAVE_AGAIN));

    private static final Pattern MARKUP = Pattern.compile("(?s)<(script|style)\\b.*?</\\1>|<!--.*?-->|<[^<>]*>");
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
    private static final Pattern JSON_WORDS = Pattern.compile("\"\\s*:\\s*\"([^\"]*\\s[^\"]*)\"");

    private static final Pattern BULK_NAME = Pattern.compile("<\\w+>[,;\\t]");
    private static final Pattern ROW =
            Pattern.compile("[,;\\t]\\s*\"?[-+$]?\\d[^,;\\t]*|^\"?[-+$]?\\d[^,;\\t]*[,;\\t]");

    private CsvAnswer() {}

    /** Refuses a file that begins as one of stooq's answers or as a web page. */
    static void refuseKnown(String file, String text) {
        var begin = text.substring(0, Math.min(text.length(), 1000)).strip().toLowerCase(Locale.ROOT);
        if (meaning(begin).isPresent() || begin.matches("(?s)<(!doctype|html|head|body|script|\\?xml).*")) {
            throw explained(file, text);
        }
    }

    /** What an answer of stooq's means that begins so. */
    static Optional<String> meaning(String begin) {
        return known(begin).map(Known::problem);
    }

    private static Optional<Known> known(String begin) {
        var lower = begin.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(k -> k.beginnings().stream().anyMatch(lower::startsWith))
                .findFirst();
    }

    /** Whether the text does not even look like a table: there is no second line of cells with a number among them. */
    static boolean isNoTable(String text) {
        var begin = text.strip();
        if (begin.startsWith("{") || begin.startsWith("[")) {
            return true;
        }
        if (begin.startsWith("<") && !BULK_NAME.matcher(begin).lookingAt()) {
            return true;
        }
        var second = text.lines().filter(line -> !line.isBlank()).skip(1).findFirst();
        return second.isEmpty() || !ROW.matcher(second.get()).find();
    }

    /** The error for a file that is no table, in the words of the site. */
    static CsvException explained(String file, String text) {
        var begin = text.strip().substring(0, Math.min(text.strip().length(), 20_000));
        var known = known(begin);
        if (known.isPresent()) {
            return error(file, known.get().problem(), begin, known.get().advice());
        }
        if (begin.startsWith("<")) {
            var title = TITLE.matcher(begin);
            var words = title.find() ? title.group(1) : MARKUP.matcher(begin).replaceAll(" ");
            return error(
                    file,
                    "this is a web page, not a table",
                    words,
                    "Links to a page save the page. " + CsvText.SAVE_AGAIN);
        }
        if (begin.startsWith("{") || begin.startsWith("[")) {
            var words = JSON_WORDS.matcher(begin);
            return error(
                    file,
                    "this is JSON, an answer to a program, not a table",
                    words.find() ? words.group(1) : begin,
                    CsvText.SAVE_AGAIN);
        }
        return error(file, "this is a text, not a table", begin, CsvText.SAVE_AGAIN);
    }

    private static CsvException error(String file, String problem, String words, String advice) {
        var said = words.replaceAll("&\\w+;|\\s+", " ").strip();
        return new CsvException(
                CsvPlace.line(file, 1),
                said.isEmpty() ? problem : problem + "; it says: \"" + CsvQuote.shortened(said, MAX_WORDS) + "\"",
                advice);
    }
}
