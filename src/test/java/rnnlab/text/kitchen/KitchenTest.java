package rnnlab.text.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.text.Recipe;
import rnnlab.text.Recipes;

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
    void theOvenIsHotBeforeAnythingIsBakedAndGarlicIsNotServedRaw() {
        recipes(5, 5_000)
                .filter(r -> r.title().contains("Roast") || r.title().contains("Cake"))
                .forEach(recipe -> {
                    String text = recipe.text().toLowerCase();
                    int oven = text.indexOf("°f");
                    int bake = text.indexOf("bake ");
                    assertTrue(bake < 0 || oven >= 0 && oven < bake, text);
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
