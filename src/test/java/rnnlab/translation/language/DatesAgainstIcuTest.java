package rnnlab.translation.language;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dates beside ICU's patterns and its ordinals, each day of four years with a leap one among them, and days before.
 */
class DatesAgainstIcuTest {

    private static Stream<LocalDate> days() {
        return Stream.concat(
                LocalDate.of(2023, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)),
                Stream.of("1900-01-01", "1901-02-28", "1984-12-31", "1999-09-09", "2000-02-29", "2099-11-12")
                        .map(LocalDate::parse));
    }

    /** The pattern's date must be among the forms. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH | en | MMMM d, y",
                "ENGLISH | en | MMM d, y",
                "ENGLISH | en | d MMMM y",
                "ENGLISH | en | d MMM y",
                "ENGLISH | en | EEEE, MMMM d, y",
                "ENGLISH | en | EEE, MMM d, y",
                "ENGLISH | en | EEEE d MMMM y",
                "POLISH | pl | d MMMM y",
                "POLISH | pl | d MMM y",
                "POLISH | pl | EEEE, d MMMM y",
                "POLISH | pl | d.MM.y",
                "CZECH | cs | d. MMMM y",
                "CZECH | cs | d. M. y",
                "CZECH | cs | dd.MM.y",
                "CZECH | cs | EEEE d. MMMM y",
                "BULGARIAN | bg | d MMMM y 'г'.",
                "BULGARIAN | bg | EEEE, d MMMM y 'г'.",
                "BULGARIAN | bg | d.MM.y 'г'."
            })
    void icusPatternsAreAmongTheForms(Language language, String locale, String pattern) {
        var icu = new SimpleDateFormat(pattern, new ULocale(locale));
        icu.setTimeZone(TimeZone.GMT_ZONE);
        days().forEach(day -> assertAmong(language, day, icu.format(new Date(day.toEpochDay() * 86_400_000L))));
    }

    private static void assertAmong(Language language, LocalDate day, String expected) {
        List<String> forms = language.dates().forms(day);
        assertTrue(forms.contains(expected), () -> day + ": " + expected + " is not among " + forms);
    }

    private static String icu(String locale, String rules, int n) {
        return new RuleBasedNumberFormat(new ULocale(locale), RuleBasedNumberFormat.SPELLOUT).format(n, rules);
    }

    @Test
    void englishOrdinalsAndYears() {
        days().forEach(day -> {
            String ordinal = icu("en", "%spellout-ordinal", day.getDayOfMonth());
            String month = day.getMonth().getDisplayName(java.time.format.TextStyle.FULL, java.util.Locale.ENGLISH);
            String digits = new RuleBasedNumberFormat(ULocale.ENGLISH, RuleBasedNumberFormat.ORDINAL)
                    .format(day.getDayOfMonth());
            // ICU joins the two words of "oh five" by a hyphen
            String year = icu("en", "%spellout-numbering-year", day.getYear()).replace("oh-", "oh ");
            assertAmong(Language.ENGLISH, day, month + " " + ordinal + ", " + day.getYear());
            assertAmong(Language.ENGLISH, day, "the " + digits + " of " + month + " " + day.getYear());
            assertAmong(Language.ENGLISH, day, "the " + ordinal + " of " + month + " " + year);
        });
    }

    @Test
    void bulgarianOrdinals() {
        var month = new SimpleDateFormat("MMMM", new ULocale("bg"));
        month.setTimeZone(TimeZone.GMT_ZONE);
        days().forEach(day -> {
            String ordinal = icu("bg", "%spellout-ordinal-masculine", day.getDayOfMonth());
            String name = month.format(new Date(day.toEpochDay() * 86_400_000L));
            assertAmong(Language.BULGARIAN, day, ordinal + " " + name + " " + day.getYear() + " г.");
        });
    }

    /** The last word of a year is of feminine gender, as ICU's ordinals have it. */
    @Test
    void bulgarianYearsEndInAnOrdinal() {
        days().filter(day -> day.getYear() % 100 != 0).forEach(day -> {
            String ordinal = icu("bg", "%spellout-ordinal-feminine", day.getYear() % 100) + " година";
            List<String> forms = Language.BULGARIAN.dates().forms(day);
            assertTrue(forms.stream().anyMatch(form -> form.endsWith(ordinal)), () -> ordinal + ": " + forms);
        });
    }

    /** A Czech year in words is a number. */
    @Test
    void czechYears() {
        var month = new SimpleDateFormat("MMMM", new ULocale("cs"));
        month.setTimeZone(TimeZone.GMT_ZONE);
        days().filter(day -> day.getYear() >= 2000).forEach(day -> {
            String year =
                    icu("cs", "%spellout-cardinal-masculine", day.getYear()).replace("dvě tis", "dva tis");
            String end = month.format(new Date(day.toEpochDay() * 86_400_000L)) + " " + year;
            List<String> forms = Language.CZECH.dates().forms(day);
            assertTrue(forms.stream().anyMatch(form -> form.endsWith(end)), () -> end + ": " + forms);
        });
    }
}
