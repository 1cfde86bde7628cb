package rnnlab.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores of translations; BLEU and chrF beside sacrebleu, whose numbers src/test/python/golden_scores.py wrote. */
class ScoresTest {

    static Stream<Arguments> cases() throws IOException {
        try (var in = ScoresTest.class.getResourceAsStream("/golden/translation-scores.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(c -> Arguments.of(
                            c.get("name").asText(),
                            strings(c.get("translations")),
                            strings(c.get("references")),
                            c.get("bleu").asDouble(),
                            c.get("chrf").asDouble()));
        }
    }

    private static List<String> strings(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void bleuIsSacrebleus(String name, List<String> translations, List<String> references, double bleu, double chrf) {
        assertEquals(bleu, Bleu.of(translations, references), 1e-9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void chrfIsSacrebleus(String name, List<String> translations, List<String> references, double bleu, double chrf) {
        assertEquals(chrf, Chrf.of(translations, references), 1e-9);
    }

    @Test
    void exactMatchCountsWholeSentences() {
        var references = List.of("2026-11-21", "17", "1984-03-30");
        assertEquals(2 / 3.0, Scores.exactMatch(List.of("2026-11-21", "17", "1984-03-03"), references), 1e-12);
    }

    /** kitten to sitting is three letters, 17 to 170 one, of ten letters in all. */
    @Test
    void characterErrorCountsLettersToChange() {
        double error = Scores.characterError(List.of("kitten", "17"), List.of("sitting", "170"));
        assertEquals(4 / 10.0, error, 1e-12);
    }

    @Test
    void exactMatchOfEachGroup() {
        var pairs = List.of(
                new Pair("a", "1", "Czech", ""), new Pair("b", "2", "Polish", ""), new Pair("c", "3", "Czech", ""));
        var scores = Scores.exactMatchBy(Pair::language, pairs, List.of("1", "3", "4"));
        assertEquals(Map.of("Czech", 0.5, "Polish", 0.0), scores);
        assertEquals(List.of("Czech", "Polish"), List.copyOf(scores.keySet()));
    }

    @Test
    void asManyTranslationsAsReferencesAreAskedFor() {
        var e = assertThrows(IllegalArgumentException.class, () -> Bleu.of(List.of("a"), List.of("a", "b")));
        assertEquals("translations: 1 beside 2 references; as many of each, and at least one", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Chrf.of(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> Scores.exactMatch(List.of(), List.of()));
    }
}
