package rnnlab.series.csv;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * One row of a table, read.
 *
 * @param line where it stands, from 1
 * @param date of the day; of a longer time one of its days
 * @param time midnight where the file has none
 * @param values [columns], NaN where one is missing
 */
public record CsvRow(int line, LocalDate date, LocalTime time, double[] values) {
    /** Below zero when this row is earlier than the other one, zero at the same time. */
    int compareTime(CsvRow other) {
        int byDate = date.compareTo(other.date);
        return byDate != 0 ? byDate : time.compareTo(other.time);
    }

    /** The date, and the time where there is one. */
    String when() {
        return date + (time.equals(LocalTime.MIDNIGHT) ? "" : " " + time);
    }
}
