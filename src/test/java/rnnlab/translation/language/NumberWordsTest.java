package rnnlab.translation.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What grammars say of numbers and ICU does not have, or has wrong. */
class NumberWordsTest {

    /** The conjunction stands before the last word (Official Spelling Dictionary of Bulgarian, 2012, on numerals). */
    @ParameterizedTest
    @CsvSource({
        "20, двадесет",
        "21, двадесет и един",
        "120, сто и двадесет",
        "117, сто и седемнадесет",
        "123, сто двадесет и три",
        "105, сто и пет",
        "1005, хиляда и пет",
        "1020, хиляда и двадесет",
        "1100, хиляда и сто",
        "1123, хиляда сто двадесет и три",
        "1150, хиляда сто и петдесет",
        "2026, две хиляди двадесет и шест",
        "21000, двадесет и една хиляди",
        "102000, сто и две хиляди",
        "120000, сто и двадесет хиляди",
        "345678, триста четиридесет и пет хиляди шестстотин седемдесет и осем",
        "1000000, един милион",
        "2200000, два милиона и двеста хиляди",
        "1001000, един милион и хиляда"
    })
    void bulgarianHasOneAndBeforeTheLastWord(int n, String words) {
        assertEquals(words, new BulgarianNumbers().cardinal(n, Gender.MASCULINE, BulgarianNumbers.Style.FULL));
    }

    @ParameterizedTest
    @CsvSource({
        "21, jednadvacet",
        "22, dvaadvacet",
        "34, čtyřiatřicet",
        "45, pětačtyřicet",
        "99, devětadevadesát",
        "121, sto jednadvacet",
        "120, sto dvacet",
        "112, sto dvanáct",
        "25025, pětadvacet tisíc pětadvacet"
    })
    void czechMaySayTheOnesFirst(int n, String words) {
        assertEquals(words, new CzechNumbers().cardinal(n, Gender.FEMININE, CzechNumbers.Order.ONES_FIRST));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, tisíc",
        "2000, dva tisíce",
        "4000, čtyři tisíce",
        "5000, pět tisíc",
        "22000, dvacet dva tisíc",
        "1000000, milion",
        "3000000, tři miliony",
        "8000000, osm milionů",
        "1001000, milion tisíc"
    })
    void czechThousandsAndMillionsAreMasculineNouns(int n, String words) {
        assertEquals(words, new CzechNumbers().cardinal(n, Gender.FEMININE, CzechNumbers.Order.TENS_FIRST));
    }

    @Test
    void formsHaveEachWayOnce() {
        assertEquals(
                List.of("one hundred one", "one hundred and one"),
                Language.ENGLISH.numbers().forms(101));
        assertEquals(
                List.of("dwadzieścia dwa", "dwadzieścia dwie", "dwudziestu dwóch"),
                Language.POLISH.numbers().forms(22));
        assertEquals(
                List.of("dvacet jeden", "dvacet jedna", "dvacet jedno", "jednadvacet"),
                Language.CZECH.numbers().forms(21));
        assertEquals(
                List.of("двадесет", "двайсет"), Language.BULGARIAN.numbers().forms(20));
    }

    @ParameterizedTest
    @EnumSource
    void noWordsStandForTwoNumbers(Language language) {
        Map<String, Integer> seen = new HashMap<>();
        IntStream.concat(IntStream.range(0, 30_000), IntStream.range(0, 1_000).map(i -> i * 1_000))
                .forEach(n -> {
                    for (String words : language.numbers().forms(n)) {
                        Integer other = seen.put(words, n);
                        assertTrue(other == null || other == n, () -> words + ": " + other + " and " + n);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void aNumberOutOfRangeIsRefused(Language language) {
        assertEquals(
                "n: -1 is not allowed; 0 to 999999999",
                assertThrows(IllegalArgumentException.class, () -> language.numbers()
                                .forms(-1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> language.numbers().forms(1_000_000_000));
    }
}
