package rnnlab.translation.language;

import java.time.LocalDate;
import java.util.List;

/** How a language writes dates. */
public interface DateWords {

    /**
     * Each way of writing a date, the usual one first; none twice. All of them name the day, the month and the year,
     * and none can be read as another date.
     *
     * @param date in a year from 1000 to 2999
     * @throws IllegalArgumentException when it is not
     */
    List<String> forms(LocalDate date);

    /** The date itself, where it can be written; else a message. */
    static LocalDate checked(LocalDate date) {
        if (date.getYear() < 1000 || date.getYear() > 2999) {
            throw new IllegalArgumentException("date: " + date + " is not allowed; years 1000 to 2999");
        }
        return date;
    }
}
