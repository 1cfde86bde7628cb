package rnnlab.translation.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What grammars say of dates and ICU does not have: ordinals in their cases, years in words, days of the week. */
class DateWordsTest {

    /** The days' and years' inflections from grammars: one that is right for each rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLISH | 2026-11-21 | dwudziesty pierwszy listopada 2026",
                "POLISH | 2026-11-21 | dwudziestego pierwszego listopada 2026 roku",
                "POLISH | 2026-11-21 | dwudziestego pierwszego listopada dwa tysiące dwudziestego szóstego roku",
                "POLISH | 2026-11-21 | w sobotę 21 listopada 2026 roku",
                "POLISH | 2026-11-24 | we wtorek 24 listopada 2026 roku",
                "POLISH | 2026-11-21 | 21 XI 2026",
                "POLISH | 2003-09-02 | drugiego września dwa tysiące trzeciego roku",
                "POLISH | 2003-09-03 | trzeciego września 2003 roku",
                "POLISH | 1984-05-10 | dziesiątego maja tysiąc dziewięćset osiemdziesiątego czwartego roku",
                "POLISH | 1920-10-30 | trzydziesty października tysiąc dziewięćset dwudziestego roku",
                "CZECH | 2026-11-21 | dvacátého prvního listopadu 2026",
                "CZECH | 2026-11-21 | jednadvacátého listopadu 2026",
                "CZECH | 2026-11-25 | ve středu 25. listopadu 2026",
                "CZECH | 2026-07-31 | jednatřicátého července dva tisíce dvacet šest",
                "CZECH | 1984-03-03 | třetího března devatenáct set osmdesát čtyři",
                "CZECH | 1984-03-03 | třetího března tisíc devět set osmdesát čtyři",
                "CZECH | 1900-03-30 | třicátého března devatenáct set",
                "BULGARIAN | 2026-11-21 | 21-ви ноември 2026 г.",
                "BULGARIAN | 2026-11-22 | 22-ри ноември 2026 г.",
                "BULGARIAN | 2026-11-12 | 12-ти ноември 2026 г.",
                "BULGARIAN | 2026-11-23 | 23-ти ноември 2026 г.",
                "BULGARIAN | 2026-11-27 | 27-ми ноември 2026 г.",
                "BULGARIAN | 2026-11-28 | 28-ми ноември 2026 г.",
                "BULGARIAN | 2026-11-29 | 29-ти ноември 2026 г.",
                "BULGARIAN | 2026-11-17 | 17-ти ноември 2026 г.",
                "BULGARIAN | 2026-11-08 | 8-ми ноември 2026 г.",
                "BULGARIAN | 2026-11-21 | двадесет и първи ноември две хиляди двадесет и шеста година",
                "BULGARIAN | 2020-11-07 | седми ноември две хиляди и двадесета година",
                "BULGARIAN | 1907-03-11 | единадесети март хиляда деветстотин и седма година",
                "BULGARIAN | 1984-03-18 | осемнайсети март хиляда деветстотин осемдесет и четвърта година",
                "BULGARIAN | 2026-11-21 | 21.XI.2026 г.",
                "ENGLISH | 1905-08-12 | the twelfth of August nineteen oh five",
                "ENGLISH | 1900-08-03 | August third, nineteen hundred"
            })
    void theRightInflectionIsAmongTheForms(Language language, LocalDate date, String form) {
        List<String> forms = language.dates().forms(date);
        assertTrue(forms.contains(form), () -> form + " is not among " + forms);
    }

    @ParameterizedTest
    @EnumSource
    void noFormStandsForTwoDatesAndNoneIsThereTwice(Language language) {
        Map<String, LocalDate> seen = new HashMap<>();
        LocalDate.of(1999, 1, 1).datesUntil(LocalDate.of(2013, 1, 1)).forEach(day -> {
            List<String> forms = language.dates().forms(day);
            assertEquals(new HashSet<>(forms).size(), forms.size(), () -> "twice: " + forms);
            for (String form : forms) {
                LocalDate other = seen.put(form, day);
                assertTrue(other == null, () -> form + ": " + other + " and " + day);
            }
        });
    }

    @Test
    void aYearThatCannotBeWrittenIsRefused() {
        for (Language language : Language.values()) {
            assertEquals(
                    "date: 0999-12-31 is not allowed; years 1000 to 2999",
                    assertThrows(IllegalArgumentException.class, () -> language.dates()
                                    .forms(LocalDate.of(999, 12, 31)))
                            .getMessage());
        }
    }
}
