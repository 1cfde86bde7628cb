package rnnlab.translation.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Number words beside ICU's, all below 20 000 and others at random. Where ICU errs, the test says how and why. */
class NumbersAgainstIcuTest {

    private static final Map<Gender, String> GENDERS = Map.of(
            Gender.MASCULINE, "masculine",
            Gender.FEMININE, "feminine",
            Gender.NEUTER, "neuter",
            Gender.PERSONAL, "masculine-personal");

    private static IntStream numbers() {
        var random = new SplittableRandom(1);
        var longer = IntStream.range(0, 20_000).map(i -> {
            int most = i % 2 == 0 ? 1_000_000 : NumberWords.LARGEST;
            return random.nextInt(most) / (i % 5 == 0 ? 1_000 : 1) * (i % 5 == 0 ? 1_000 : 1);
        });
        return IntStream.concat(IntStream.range(0, 20_000), longer);
    }

    private static void assertLikeIcu(
            String locale, String rules, UnaryOperator<String> corrected, IntFunction<String> ours) {
        var icu = new RuleBasedNumberFormat(new ULocale(locale), RuleBasedNumberFormat.SPELLOUT);
        numbers().forEach(n -> assertEquals(corrected.apply(icu.format(n, rules)), ours.apply(n), () -> "" + n));
    }

    @Test
    void english() {
        var english = new EnglishNumbers();
        assertLikeIcu("en", "%spellout-cardinal", icu -> icu, n -> english.cardinal(n, false));
    }

    /** ICU sets a comma after a long group, and leaves "and" out there. */
    @Test
    void englishWithAnd() {
        var english = new EnglishNumbers();
        assertLikeIcu("en", "%spellout-cardinal-verbose", icu -> icu.replace(",", ""), n -> english.cardinal(n, true));
    }

    @Test
    void polish() {
        var polish = new PolishNumbers();
        GENDERS.forEach((gender, rules) ->
                assertLikeIcu("pl", "%spellout-cardinal-" + rules, icu -> icu, n -> polish.cardinal(n, gender)));
    }

    /**
     * ICU counts thousands as if tisíc were feminine, "jedna tisíc", "dvě tisíce". It is masculine (Internetová
     * jazyková příručka, tisíc), and one thousand is "tisíc". ICU writes the older milión, which is as right as
     * milion.
     */
    @Test
    void czech() {
        var czech = new CzechNumbers();
        UnaryOperator<String> corrected = icu -> icu.replace("jedna tisíc", "jeden tisíc")
                .replace("dvě tisíc", "dva tisíc")
                .replaceAll("^jeden tisíc|(?<=mili[oó]n[yů]? )jeden tisíc", "tisíc")
                .replaceAll("mili[ó]n", "milion")
                .replaceAll("^jeden milion", "milion");
        for (Gender gender : new Gender[] {Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER}) {
            assertLikeIcu(
                    "cs",
                    "%spellout-cardinal-" + GENDERS.get(gender),
                    corrected,
                    n -> czech.cardinal(n, gender, CzechNumbers.Order.TENS_FIRST));
        }
    }

    /**
     * ICU leaves out the "и" before a last word that is a ten or a hundred; where it stands, another test says. Of
     * the two short forms of forty it has четиресет.
     */
    @Test
    void bulgarian() {
        var bulgarian = new BulgarianNumbers();
        UnaryOperator<String> withoutAnd = words -> words.replace(" и ", " ").replace("четиресет", "четирийсет");
        for (Gender gender : new Gender[] {Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER}) {
            for (BulgarianNumbers.Style style : BulgarianNumbers.Style.values()) {
                String rules = "%spellout-cardinal-" + GENDERS.get(gender)
                        + (style == BulgarianNumbers.Style.FULL ? "-financial" : "");
                assertLikeIcu("bg", rules, withoutAnd, n -> withoutAnd.apply(bulgarian.cardinal(n, gender, style)));
            }
        }
    }

    @Test
    void bulgarianAndsAreWhereIcuHasThem() {
        var icu = new RuleBasedNumberFormat(new ULocale("bg"), RuleBasedNumberFormat.SPELLOUT);
        var bulgarian = new BulgarianNumbers();
        numbers().filter(n -> n % 10 > 0 && n % 100 > 20 && n % 1_000 > 100).forEach(n -> {
            String words = icu.format(n, "%spellout-cardinal-masculine-financial");
            String ours = bulgarian.cardinal(n, Gender.MASCULINE, BulgarianNumbers.Style.FULL);
            assertEquals(words.substring(words.lastIndexOf(" и ")), ours.substring(ours.lastIndexOf(" и ")));
        });
    }

    @Test
    void icuIsCompared() {
        assertTrue(numbers().max().orElse(0) > 900_000_000);
    }
}
