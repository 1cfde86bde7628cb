package rnnlab.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rnnlab.translation.language.Language;

class DatesAndNumbersTest {

    private static final DatesAndNumbers ALL = DatesAndNumbers.ALL;

    @Test
    void aSourceIsAFormOfItsTarget() {
        for (Pair pair : ALL.pairs(Part.TRAINING, 3_000, 1)) {
            Language language = Arrays.stream(Language.values())
                    .filter(l -> l.title().equals(pair.language()))
                    .findFirst()
                    .orElseThrow();
            List<String> forms = pair.target().contains("-")
                    ? language.dates().forms(LocalDate.parse(pair.target()))
                    : language.numbers().forms(Integer.parseInt(pair.target()));
            assertTrue(forms.contains(pair.source()), pair::toString);
        }
    }

    @Test
    void theSameSeedGivesTheSamePairsAndAnotherGivesOthers() {
        assertEquals(ALL.pairs(Part.TRAINING, 500, 3), ALL.pairs(Part.TRAINING, 500, 3));
        assertNotEquals(ALL.pairs(Part.TRAINING, 500, 3), ALL.pairs(Part.TRAINING, 500, 4));
    }

    /** Whatever the seeds: nothing of the test part was met in training, in no language and no form. */
    @Test
    void partsDoNotOverlap() {
        Map<Part, Set<String>> targets = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            var seen = new HashSet<String>();
            for (long seed = 0; seed < 4; seed++) {
                ALL.pairs(part, 20_000, seed).forEach(pair -> seen.add(pair.target()));
            }
            targets.put(part, seen);
        }
        for (Part a : Part.values()) {
            for (Part b : Part.values()) {
                if (a != b) {
                    var both = new HashSet<>(targets.get(a));
                    both.retainAll(targets.get(b));
                    assertEquals(Set.of(), both);
                }
            }
        }
    }

    /** Of all days of two hundred years a tenth each, give or take four standard deviations. */
    @Test
    void eightOfTenDaysAreToLearnFrom() {
        long from = LocalDate.of(1900, 1, 1).toEpochDay(),
                to = LocalDate.of(2100, 1, 1).toEpochDay();
        int[] counts = new int[3];
        for (long day = from; day < to; day++) {
            counts[Part.of(day).ordinal()]++;
        }
        double n = to - from;
        assertEquals(0.8, counts[0] / n, 4 * Math.sqrt(0.16 / n));
        assertEquals(0.1, counts[1] / n, 4 * Math.sqrt(0.09 / n));
        assertEquals(0.1, counts[2] / n, 4 * Math.sqrt(0.09 / n));
    }

    /** What no training pair says nobody can learn: "zero", for example, stands in no other number. */
    @ParameterizedTest
    @EnumSource
    void everyWordThatIsTestedCanBeLearned(Language language) {
        var task = ALL.languages(language);
        Set<String> learned = words(task.pairs(Part.TRAINING, 20_000, 1));
        for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
            Set<String> asked = words(task.pairs(part, 20_000, 1));
            asked.removeAll(learned);
            assertEquals(Set.of(), asked, part.name());
        }
    }

    private static Set<String> words(List<Pair> pairs) {
        return pairs.stream()
                .flatMap(pair -> Arrays.stream(pair.source().split("[ -]")))
                .filter(word -> !word.matches(".*\\d.*")) // digits are letters of their own
                .collect(Collectors.toCollection(HashSet::new));
    }

    @ParameterizedTest
    @EnumSource
    void distinctPairsAreDistinctAndAsManyOfEachLanguage(Part part) {
        var pairs = ALL.distinct(part, 802, 1);
        assertEquals(802, pairs.stream().map(Pair::source).distinct().count());
        var counts = pairs.stream().collect(Collectors.groupingBy(Pair::language, Collectors.counting()));
        assertEquals(Map.of("English", 201L, "Polish", 201L, "Czech", 200L, "Bulgarian", 200L), counts);
    }

    @Test
    void onlyWhatIsAskedForComes() {
        var some = ALL.languages(Language.CZECH)
                .kinds(DatesAndNumbers.Kind.NUMBERS)
                .digits(3)
                .lengths(5, 12)
                .pairs(Part.TRAINING, 1_000, 1);
        for (Pair pair : some) {
            assertEquals("Czech", pair.language());
            assertTrue(pair.source().length() >= 5 && pair.source().length() <= 12, pair::toString);
            assertTrue(Integer.parseInt(pair.target()) < 1_000, pair::toString);
        }
        var dates = ALL.kinds(DatesAndNumbers.Kind.DATES).pairs(Part.TEST, 500, 1);
        assertTrue(dates.stream().allMatch(pair -> pair.target().matches("(19|20)\\d\\d-\\d\\d-\\d\\d")));
    }

    @Test
    void whatThereIsNotEnoughOfIsSaid() {
        var few = ALL.languages(Language.POLISH)
                .kinds(DatesAndNumbers.Kind.NUMBERS)
                .digits(1);
        String message = assertThrows(IllegalArgumentException.class, () -> few.distinct(Part.TRAINING, 100, 1))
                .getMessage();
        assertTrue(message.matches("count: so many .* of Polish \\d+ were found and 100 are asked for.*"), message);
        var none = ALL.lengths(500, 600);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> none.pairs(Part.TRAINING, 1, 1))
                .getMessage()
                .startsWith("lengths: 500 to 600: none of 200000 pairs"));
        assertThrows(IllegalArgumentException.class, () -> ALL.digits(10));
        assertThrows(IllegalArgumentException.class, () -> ALL.lengths(5, 4));
        assertThrows(IllegalArgumentException.class, () -> ALL.languages(new Language[0]));
    }
}
