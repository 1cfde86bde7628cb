package rnnlab.series;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The file's column of numbers where it has one alone. */
    Optional<String> onlyColumn() {
        return places.size() == 1 ? places.keySet().stream().findFirst() : Optional.empty();
    }

    /** The origin of one column's values, which stand in these lines; it is unknown for a column that was joined. */
    Origin origin(String column, int[] lines) {
        var place = places.get(column);
        return place == null ? Origin.UNKNOWN : new Origin(file, place + 1, header.get(place), lines);
    }
}
