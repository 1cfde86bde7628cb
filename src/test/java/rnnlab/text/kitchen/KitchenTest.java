package rnnlab.text.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.text.Recipes;
import rnnlab.text.Vocabulary;
import rnnlab.text.Words;

class KitchenTest {

    @TempDir
    Path folder;

    private static Stream<Recipe> recipes(long seed, int count) {
        var kitchen = new Kitchen(seed);
        return Stream.generate(kitchen::recipe).limit(count);
    }

    @Test
    void theSameSeedWritesTheSameRecipesAndAnotherOneOthers() {
        assertEquals(recipes(7, 50).toList(), recipes(7, 50).toList());
        assertNotEquals(recipes(7, 50).toList(), recipes(8, 50).toList());
    }

    @Test
    void twentyThousandRecipesAreAllDifferent() {
        assertEquals(
                20_000, new HashSet<>(recipes(1865, 20_000).map(Recipe::text).toList()).size());
    }

    @Test
    void theWordsAreAsManyAndAsUnevenAsInRealRecipes() {
        var texts = recipes(1865, 20_000).map(r -> Words.spaced(r.text())).toList();
        var words = Vocabulary.words(texts, 10_000);
        assertTrue(words.size() > 3_500 && words.size() < 6_000, words.toString());
        // Most words are rare, and the most frequent tenth makes up most of the text: Zipf (1935).
        long all = IntStream.range(0, words.size()).mapToLong(words::frequency).sum();
        long frequent = IntStream.range(0, words.size() / 10)
                .mapToLong(words::frequency)
                .sum();
        assertTrue(frequent > 0.7 * all, frequent + " of " + all);
        assertTrue(
                words.frequency(words.size() / 2) < 0.0001 * all,
                "the middle word: " + words.frequency(words.size() / 2));
    }

    @Test
    void everyNameInATemplateIsKnown() {
        var grammar = Grammar.load();
        for (var dish : grammar.dishes()) {
            var templates = Stream.of(dish.titles(), dish.needs(), dish.steps()).flatMap(List::stream);
            for (String template : templates.toList()) {
                for (var name : Pattern.compile("\\{([^{}]+)\\}")
                        .matcher(template)
                        .results()
                        .toList()) {
                    String x = name.group(1);
                    assertTrue(
                            x.matches("\\d+-\\d+( \\d+)?")
                                    || dish.choices().stream()
                                            .anyMatch(c -> c.name().equals(x))
                                    || grammar.phrases().containsKey(x)
                                    || grammar.lists().containsKey(x)
                                    || grammar.foods().containsKey(x),
                            dish.name() + ": {" + x + "} in " + template);
                }
            }
            for (var choice : dish.choices()) {
                choice.kinds()
                        .forEach(kind -> assertTrue(grammar.foods().containsKey(kind), dish.name() + ": " + kind));
            }
        }
    }

    @Test
    void theArticleFitsTheWordAfterIt() {
        var random = new SplittableRandom(1);
        var template = new Template(Grammar.load(), Map.of(), random);
        assertEquals(
                "An enameled pot, a pot, an 8-inch pan, a unit, an unheated oven, a one-pot",
                template.write("A enameled pot, a pot, a 8-inch pan, a unit, a unheated oven, a one-pot"));
    }

    @Test
    void aBracketInABracketIsOneChoice() {
        var written = new HashSet<String>();
        var template = new Template(Grammar.load(), Map.of(), new SplittableRandom(1));
        for (int i = 0; i < 200; i++) {
            written.add(template.write("[a|b[c|d]|]e"));
        }
        assertEquals(Set.of("ae", "bce", "bde", "e"), written);
        assertThrows(IllegalArgumentException.class, () -> template.write("[a|b"));
    }

    @Test
    void noTemplateIsLeftUnwritten() {
        recipes(3, 5_000).forEach(recipe -> {
            String all = recipe.text() + recipe.ingredients();
            assertFalse(
                    all.matches("(?s).*[{}\\[|\\]].*")
                            && recipe.text().replace(" | ", "").matches("(?s).*[{}\\[\\]|].*"),
                    all);
            assertFalse(recipe.text().matches("(?s).*( ,|  |\\.\\.|, \\.|,,| \\.).*"), recipe.text());
            assertTrue(recipe.directions().size() >= 3, all);
            assertTrue(recipe.directions().stream().allMatch(s -> s.matches("(?s)[A-Z(].*[.)]")), all);
        });
    }

    @Test
    void theOvenIsHotBeforeAnythingIsBaked() {
        recipes(5, 5_000).forEach(recipe -> {
            String steps = String.join(" ", recipe.directions());
            int bake = steps.indexOf("Bake ");
            int degrees = steps.indexOf("°F");
            int sentence = bake < 0 ? 0 : steps.indexOf('.', bake);
            assertTrue(bake < 0 || degrees >= 0 && degrees < sentence, recipe.text());
        });
    }

    @Test
    void theFileIsInTheFormatThatTheLoaderReads() throws Exception {
        Path file = Files.writeString(folder.resolve("written.json"), new Kitchen(9).json(300));
        var read = Recipes.read(file);
        assertEquals(300, read.all());
        assertEquals(recipes(9, 300).toList(), read.recipes());
    }
}
