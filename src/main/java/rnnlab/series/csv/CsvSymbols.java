package rnnlab.series.csv;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which rows are wanted of a table with rows of one or more instruments. */
final class CsvSymbols {
    private static final int MAX_LISTED = 12;

    private final CsvHeader header;
    private final Optional<String> wanted;
    private final Set<String> symbols = new LinkedHashSet<>();
    private int secondLine; // where the second symbol stands first

    CsvSymbols(CsvHeader header, Optional<String> wanted) {
        this.header = header;
        this.wanted = wanted;
        if (wanted.isPresent() && !header.hasSymbols()) {
            throw header.error(
                    header.line(),
                    0,
                    "the symbol " + CsvQuote.quoted(wanted.get())
                            + " is asked for, and the file has no column of symbols",
                    "Name the file without #" + CsvQuote.shortened(wanted.get()) + ".");
        }
    }

    /** Whether this row is one of those wanted. */
    boolean take(int line, String symbol) {
        if (symbols.add(symbol) && symbols.size() == 2) {
            secondLine = line;
        }
        return wanted.map(symbol::equalsIgnoreCase).orElse(symbols.size() == 1);
    }

    /** Refuses several symbols of which none was chosen, and one that the file has not. */
    void check(String file) {
        if (wanted.isPresent() && symbols.stream().noneMatch(wanted.get()::equalsIgnoreCase)) {
            throw header.error(
                    header.line(),
                    header.roles().symbol(),
                    "there is no symbol " + CsvQuote.quoted(wanted.get()),
                    symbols.isEmpty() ? "The file has no row." : "The symbols are " + listed() + ".");
        }
        if (wanted.isEmpty() && symbols.size() > 1) {
            throw header.error(
                    secondLine,
                    header.roles().symbol(),
                    "the file has rows of " + symbols.size() + " instruments: " + listed(),
                    "Choose one by writing it after the file's name: csv = \"" + file + "#"
                            + CsvQuote.shortened(symbols.iterator().next()) + "\".");
        }
    }

    /** A sentence about what was chosen. */
    Optional<String> note() {
        if (symbols.isEmpty() || symbols.contains("")) {
            return Optional.empty();
        }
        return Optional.of(
                symbols.size() == 1
                        ? "All rows are of " + listed() + "."
                        : "Of " + symbols.size() + " instruments in the file, the rows of " + chosen().orElseThrow()
                                + " are used.");
    }

    /** The symbol that was asked for, as the file writes it. */
    Optional<String> chosen() {
        return wanted.flatMap(w -> symbols.stream().filter(w::equalsIgnoreCase).findFirst());
    }

    private String listed() {
        var some = symbols.stream()
                .limit(MAX_LISTED)
                .map(symbol -> symbol.length() > 20 ? symbol.substring(0, 20) + "..." : symbol)
                .collect(Collectors.joining(", "));
        return symbols.size() > MAX_LISTED ? some + " and " + (symbols.size() - MAX_LISTED) + " more" : some;
    }
}
