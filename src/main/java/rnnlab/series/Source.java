package rnnlab.series;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rnnlab.series.csv.Column;
import rnnlab.series.csv.CsvException;
import rnnlab.series.csv.CsvPlace;
import rnnlab.series.csv.CsvQuote;

/**
 * Where numbers come from, for messages about them.
 *
 * @param file the file's name without folder
 * @param name what the numbers are of: the instrument's symbol, or else the file's name without ending
 * @param header the names in the first line
 * @param places the number columns' places in the header, from 0, by the names that this project gives them
 * @param unusable columns that are not numbers throughout, by their plain names, with the first error of each
 */
record Source(
        String file,
        String name,
        List<String> header,
        Map<String, Integer> places,
        Map<String, CsvException> unusable) {
    /** The file's name without its ending. */
    static String withoutEnding(String file) {
        return file.replaceFirst("(?i)\\.(csv|txt)$", "");
    }

    /** Which of these columns somebody calls so; Close may be the file's only one. */
    Optional<String> nameOf(String asked, List<String> columns) {
        var plain = Column.plain(asked);
        var known = Column.find(asked);
        return columns.stream()
                .filter(name -> Column.plain(name).equals(plain))
                .findFirst()
                .or(() -> known.map(Column::english).filter(columns::contains))
                .or(() -> known.filter(c -> c == Column.CLOSE && places.size() == 1)
                        .flatMap(c -> places.keySet().stream().findFirst()));
    }

    /** The error for a column that is none of these, or is no column of numbers. */
    CsvException noColumn(String asked, List<String> columns) {
        var first = unusable.get(Column.plain(asked));
        if (first != null) {
            return first;
        }
        var present = columns.stream()
                .map(name -> Column.named(name)
                        .map(c -> name + " (" + c.polish() + ")")
                        .orElse(name))
                .collect(Collectors.joining(", "));
        return new CsvException(
                CsvPlace.line(file, 1),
                "there is no column " + CsvQuote.quoted(asked),
                "The columns are " + CsvQuote.shortened(present, 300) + ".");
    }

    /** The origin of one column's values, which stand in these lines; it is unknown for a column that was joined. */
    Origin origin(String column, int[] lines) {
        var place = places.get(column);
        return place == null ? Origin.UNKNOWN : new Origin(file, place + 1, header.get(place), lines);
    }
}
