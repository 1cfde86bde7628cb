package rnnlab.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rnnlab.files.DecodedText;
import rnnlab.text.kitchen.Recipe;

/**
 * Recipes in the format of Kaggle's {@code full_format_recipes.json}: an array of objects of which {@code title},
 * {@code ingredients} and {@code directions} are read. What is missing is null, or NaN or an infinity as Python writes
 * them.
 */
final class RecipeFile {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final String file;
    private final DecodedText decoded;
    private final List<Recipe> kept = new ArrayList<>();
    private int all;

    private RecipeFile(String file, DecodedText decoded) {
        this.file = file;
        this.decoded = decoded;
    }

    /** The recipes that have a title and directions. */
    static Recipes read(Path file, String source, Optional<String> encoding) {
        return read(file.toString(), TextFile.decoded(file, encoding), source);
    }

    /** The same from its text; messages call it {@code file}. */
    static Recipes read(String file, DecodedText decoded, String source) {
        var reader = new RecipeFile(file, decoded);
        try (JsonParser json = JSON.createParser(decoded.text())) {
            reader.array(json);
        } catch (JsonProcessingException e) {
            throw reader.broken(e.getLocation(), e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        if (reader.kept.isEmpty()) {
            throw new TextException(file + " has " + reader.all + " recipes, none of them with a title and directions");
        }
        String noted = source + decoded.note().map(note -> ", " + note).orElse("");
        return new Recipes(noted, reader.kept, reader.all);
    }

    private void array(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw broken(json.currentTokenLocation(), "a list of recipes, [ ... ], is expected");
        }
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
            if (t == null) {
                throw broken(json.currentLocation(), "the file ends before the list does");
            }
            if (t == JsonToken.START_OBJECT) {
                recipe(json);
            } else if (!isMissing(json)) {
                throw broken(json.currentTokenLocation(), "a recipe, { ... }, is expected, not " + json.getText());
            }
            all++;
        }
    }

    private void recipe(JsonParser json) throws IOException {
        String title = "";
        List<String> ingredients = List.of();
        List<String> directions = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "title" -> title = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "ingredients" -> ingredients = strings(json, field);
                case "directions" -> directions = strings(json, field);
                default -> json.skipChildren();
            }
        }
        if (!title.isBlank() && !directions.isEmpty()) {
            kept.add(new Recipe(title, ingredients, directions));
        }
    }

    /** Nothing is there: null, or the NaN or infinity that Python's json writes for it. */
    private static boolean isMissing(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL || json.isNaN();
    }

    /** A list of strings; a missing one is empty, and what is missing or blank in it is left out. */
    private List<String> strings(JsonParser json, String field) throws IOException {
        if (isMissing(json)) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw broken(json.currentTokenLocation(), field + " must be a list, not " + json.getText());
        }
        var strings = new ArrayList<String>();
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
            if (t == null) {
                throw broken(json.currentLocation(), "the file ends inside a list");
            }
            if (t == JsonToken.VALUE_STRING && !json.getText().isBlank()) {
                strings.add(json.getText().strip());
            } else {
                json.skipChildren();
            }
        }
        return strings;
    }

    private TextException broken(JsonLocation at, String problem) {
        int before = (int) Math.min(decoded.text().length(), at.getCharOffset());
        int bytes = decoded.text().substring(0, before).getBytes(decoded.encoding()).length;
        return new TextException(file + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + " (byte " + bytes
                + "), in recipe " + (all + 1) + ": " + problem
                + ". The file is damaged or was cut off; download it again");
    }
}
