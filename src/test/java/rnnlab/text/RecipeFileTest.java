package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnnlab.AnyText;
import rnnlab.files.Escapes;
import rnnlab.text.kitchen.Recipe;

/** The format of Kaggle's full_format_recipes.json, with what real files have in them. */
class RecipeFileTest {

    private static final String GOOD = """
            [{"directions":["1. Peel potatoes.","2. Boil until tender; drain."],"fat":7.0,"date":"2006-09-01T04:00:00.000Z",
              "categories":["Soup","Potato"],"calories":426.0,"desc":null,"protein":30.0,"rating":2.5,
              "title":"Potato Soup ","ingredients":["4 potatoes"],"sodium":559.0},
             {},
             {"title":null,"directions":["Stir."]},
             {"title":"No steps","directions":null,"ingredients":null},
             {"title":"Empty","directions":[],"ingredients":[]},
             {"title":"  ","directions":["Stir."]},
             {"title":"Crème Brûlée \\u2014 \\"the best\\" 🍮\\u00a0","directions":["Heat to 350°F.",null,"","Add ½ cup\\tsugar\\n& stir."],
              "nested":{"a":[1,{"b":[]}]}}
            ]
            """;

    @TempDir
    Path folder;

    private Path file(String json) throws Exception {
        return Files.writeString(folder.resolve("recipes.json"), json);
    }

    @Test
    void recipesWithTitleAndDirectionsAreKept() throws Exception {
        var recipes = Recipes.read(file(GOOD));
        assertEquals(7, recipes.all());
        assertEquals(2, recipes.recipes().size());
        var soup = recipes.recipes().get(0);
        assertEquals("Potato Soup", soup.title());
        assertEquals(List.of("4 potatoes"), soup.ingredients());
        assertEquals("Recipe for Potato Soup | 1. Peel potatoes. 2. Boil until tender; drain.", soup.text());
        assertEquals(
                "recipe for crème brûlée — \" the best \" 🍮 | heat to 350°f . add ½ cup sugar & stir .",
                recipes.texts().get(1));
    }

    /** What json.dump of Python writes for a missing value of a data frame. */
    @Test
    void whatPythonWritesForAMissingValueIsMissing() throws Exception {
        var recipes = Recipes.read(file("""
                [{"title": "Soup", "directions": ["Stir.", NaN, "Eat."], "ingredients": NaN, "calories": NaN, "fat": Infinity,
                  "sodium": -Infinity, "nested": {"a": [NaN, -Infinity]}},
                 {"title": NaN, "directions": ["Stir."]},
                 {"title": "No steps", "directions": NaN},
                 {"title": "None", "directions": -Infinity, "ingredients": Infinity},
                 NaN, null,
                 {"title": "Tea", "directions": ["Boil."], "rating": NaN}]
                """));
        assertEquals(7, recipes.all());
        assertEquals(
                List.of(
                        new Recipe("Soup", List.of(), List.of("Stir.", "Eat.")),
                        new Recipe("Tea", List.of(), List.of("Boil."))),
                recipes.recipes());
    }

    @Test
    void whatNeitherJsonNorPythonWritesIsStillBroken() throws Exception {
        for (String value : new String[] {"nan", "Nan", "NaNs", "Infinite", "-NaN", "None", "inf", "undefined"}) {
            var error = assertThrows(
                    TextException.class,
                    () -> Recipes.read(file("[{\"title\": \"A\", \"directions\": [\"B\"], \"fat\": " + value + "}]")));
            assertTrue(error.getMessage().contains("line 1, column"), error.getMessage());
            assertTrue(error.getMessage().endsWith("damaged or was cut off; download it again"), error.getMessage());
        }
    }

    @Property(tries = 300)
    void anyTextOfARecipeComesBack(
            @ForAll(supplier = AnyText.class) String title, @ForAll(supplier = AnyText.class) String step)
            throws Exception {
        Path saved = Files.createTempFile("recipes", ".json");
        try {
            var expected = new Recipe("A" + title, List.of("2" + step), List.of("B" + step, title + "C"));
            var fields = Map.of(
                    "title", "A" + title, "ingredients", List.of("2" + step), "directions", expected.directions());
            String json = new ObjectMapper().writeValueAsString(List.of(fields));
            if (Escapes.isWellFormed(json)) {
                TextFile.write(saved, json);
                assertEquals(stripped(expected), stripped(Recipes.read(saved)));
            }
            // As Python's json.dump writes it: in ASCII.
            TextFile.write(saved, Escapes.escaped(json, c -> c >= 0x80));
            assertEquals(stripped(expected), stripped(Recipes.read(saved)));
        } finally {
            Files.delete(saved);
        }
    }

    /** Space at the ends of a step is no part of it. */
    private static Recipe stripped(Recipe r) {
        return new Recipe(
                r.title(),
                r.ingredients().stream().map(String::strip).toList(),
                r.directions().stream().map(String::strip).toList());
    }

    private static Recipe stripped(Recipes recipes) {
        return stripped(recipes.recipes().get(0));
    }

    @Test
    void anEncodingIsFoundAsForTexts() throws Exception {
        String json =
                "[{\"title\": \"Żurek\", \"directions\": [\"Zakwaś żur, dodaj białą kiełbasę i gęstą śmietanę.\"]}]";
        for (String encoding : new String[] {"windows-1250", "ISO-8859-2", "UTF-16LE", "UTF-8"}) {
            var charset = Charset.forName(encoding);
            var file = Files.writeString(folder.resolve("recipes.json"), json, charset);
            var recipes = Recipes.read(file);
            assertEquals("Żurek", recipes.recipes().get(0).title());
            assertEquals(!encoding.equals("UTF-8"), recipes.source().contains("read as " + encoding), recipes.source());
            assertEquals(recipes.recipes(), Recipes.read(file, encoding).recipes());
            // Where it breaks is counted in the file's own bytes.
            int cut = json.indexOf("dodaj");
            Files.writeString(file, json.substring(0, cut), charset);
            var error = assertThrows(TextException.class, () -> Recipes.read(file));
            int bytes = json.substring(0, cut).getBytes(charset).length;
            assertTrue(error.getMessage().contains("(byte " + bytes + ")"), error.getMessage());
        }
    }

    @Test
    void aFileThatWasCutOffIsRefusedWithThePlace() throws Exception {
        for (int end : new int[] {GOOD.length() - 30, GOOD.indexOf("2. Boil") + 4, GOOD.indexOf("{},") + 3}) {
            var error = assertThrows(TextException.class, () -> Recipes.read(file(GOOD.substring(0, end))));
            assertTrue(
                    error.getMessage()
                            .matches("(?s).*recipes.json, line \\d+, column \\d+ \\(byte \\d+\\), in recipe \\d.*"),
                    error.getMessage());
            assertTrue(error.getMessage().contains("download it again"), error.getMessage());
        }
    }

    @Test
    void theMessageNamesTheLineAndTheRecipe() throws Exception {
        var error = assertThrows(
                TextException.class, () -> Recipes.read(file("[\n{\"title\":\"A\"},\n{\"title\": oops}]")));
        assertTrue(error.getMessage().contains("line 3, column"), error.getMessage());
        assertTrue(error.getMessage().contains("in recipe 2"), error.getMessage());
    }

    @Test
    void otherJsonIsRefused() throws Exception {
        for (String other :
                new String[] {"{}", "[1, 2]", "", "\"text\"", "[]", "[{\"title\":\"A\",\"directions\":\"Stir.\"}]"}) {
            var error = assertThrows(TextException.class, () -> Recipes.read(file(other)));
            assertTrue(error.getMessage().contains("recipes.json"), error.getMessage());
        }
        var missing = assertThrows(TextException.class, () -> Recipes.read(folder.resolve("none.json")));
        assertTrue(missing.getMessage().contains("there is no such file"), missing.getMessage());
    }

    @Test
    void whereNothingCanBeKeptTheRecipesAreWrittenAnew() throws Exception {
        String home = System.getProperty("rnnlab.home");
        Files.writeString(folder.resolve("work"), "a file where the folder should be");
        System.setProperty("rnnlab.home", folder.toString());
        System.setProperty("rnnlab.data", "");
        try {
            var recipes = Recipes.load();
            assertEquals(20_000, recipes.recipes().size());
            assertTrue(recipes.source().contains("written anew each time"), recipes.source());
            assertEquals("a file where the folder should be", Files.readString(folder.resolve("work")));
        } finally {
            System.clearProperty("rnnlab.data");
            if (home == null) {
                System.clearProperty("rnnlab.home");
            } else {
                System.setProperty("rnnlab.home", home);
            }
        }
    }
}
