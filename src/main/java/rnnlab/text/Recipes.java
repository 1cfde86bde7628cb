package rnnlab.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import rnnlab.files.DecodedText;
import rnnlab.text.kitchen.Kitchen;
import rnnlab.text.kitchen.Recipe;

/**
 * A collection of recipes.
 *
 * @param source where they were taken from; a lab prints it
 * @param recipes those with a title and directions
 * @param all how many the file has, with and without
 */
public record Recipes(String source, List<Recipe> recipes, int all) {

    private static final String FILE = "full_format_recipes.json";
    private static final int WRITTEN = 20_000;
    private static final long SEED = 1865;

    public Recipes {
        recipes = List.copyOf(recipes);
    }

    /**
     * Kaggle's {@code full_format_recipes.json} from {@code RNNLAB_DATA} or the folder {@code work}; without it 20 000
     * recipes that the course writes on first use. {@link #source()} says which.
     */
    public static Recipes load() {
        Optional<Path> own = Folders.find(FILE);
        if (own.isPresent()) {
            return read(own.get());
        }
        String source = "written by the course, since " + FILE + " is in none of "
                + Folders.folders().stream().map(Path::toString).collect(Collectors.joining(", "))
                + "; it is on kaggle.com under \"Epicurious - Recipes with Rating and Nutrition\"";
        Path written = Folders.cache().resolve("recipes-" + SEED + "-" + Kitchen.EDITION + ".json");
        return Files.exists(written) ? RecipeFile.read(written, source, Optional.empty()) : write(written, source);
    }

    /** Writes the recipes, and keeps them for the next time where that is possible. */
    private static Recipes write(Path file, String source) {
        String json = new Kitchen(SEED).json(WRITTEN);
        try {
            TextFile.write(file, json);
        } catch (TextException e) {
            source += "; they are written anew each time, for " + e.getMessage();
        }
        return RecipeFile.read("the recipes", DecodedText.certain(json), source);
    }

    /**
     * Recipes from a file in the format of {@code full_format_recipes.json}.
     *
     * @throws TextException when it is missing or broken; the message says in which line and column
     */
    public static Recipes read(Path file) {
        return RecipeFile.read(file, "from " + file, Optional.empty());
    }

    /**
     * The same in an encoding that you name: {@code "windows-1250"}.
     *
     * @throws TextException also when there is no encoding of that name, or the file is not in it
     */
    public static Recipes read(Path file, String encoding) {
        return RecipeFile.read(file, "from " + file, Optional.of(encoding));
    }

    /** The first recipes: for a quick look at a lab. */
    public Recipes first(int count) {
        return new Recipes(source, recipes.subList(0, Math.min(count, recipes.size())), all);
    }

    /** The recipes as spaced texts, {@code recipe for TITLE | DIRECTIONS}, as {@link Words#spaced} writes them. */
    public List<String> texts() {
        return recipes.stream().map(r -> Words.spaced(r.text())).toList();
    }

    /**
     * Each text's indices one after the other, cut or padded to the same length: window {@code i} is text {@code i},
     * its targets are its inputs one word later.
     *
     * @param length tokens in an input, T; T + 1 of each text are kept
     */
    public static TextWindows windows(List<String> texts, Vocabulary vocabulary, int length) {
        int[] tokens = new int[texts.size() * (length + 1)];
        for (int i = 0; i < texts.size(); i++) {
            int[] encoded = vocabulary.encode(texts.get(i));
            System.arraycopy(encoded, 0, tokens, i * (length + 1), Math.min(encoded.length, length + 1));
            if (encoded.length < length + 1) {
                Arrays.fill(tokens, i * (length + 1) + encoded.length, (i + 1) * (length + 1), Vocabulary.PADDING);
            }
        }
        return TextWindows.every(tokens, length, length + 1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d recipes, %d of them with title and directions (%s)", all, recipes.size(), source);
    }
}
