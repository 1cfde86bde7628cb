package rnnlab.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Recipes in the format of Kaggle's {@code full_format_recipes.json}: an array of objects of which {@code title},
 * {@code ingredients} and {@code directions} are read. It is read as a stream, so that a file of any length fits.
 */
final class RecipeFile {

    private final String file;
    private final List<Recipe> kept = new ArrayList<>();
    private int all;

    private RecipeFile(String file) {
        this.file = file;
    }

    /** The recipes that have a title and directions. */
    static Recipes read(Path file, String source) {
        try (var in = Files.newInputStream(file)) {
            return read(file.toString(), in, source);
        } catch (IOException e) {
            throw new TextException(file + " cannot be read: " + TextFile.reason(e), e);
        }
    }

    /** The same from any stream; messages call it {@code file}. */
    static Recipes read(String file, InputStream in, String source) throws IOException {
        var reader = new RecipeFile(file);
        try (JsonParser json = new JsonFactory().createParser(in)) {
            reader.array(json);
        } catch (JsonProcessingException e) {
            throw reader.broken(e.getLocation(), e.getOriginalMessage());
        }
        if (reader.kept.isEmpty()) {
            throw new TextException(file + " has " + reader.all + " recipes, none of them with a title and directions");
        }
        return new Recipes(source, reader.kept, reader.all);
    }

    private void array(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw broken(json.currentTokenLocation(), "a list of recipes, [ ... ], is expected");
        }
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
            if (t == null) {
                throw broken(json.currentLocation(), "the file ends before the list does");
            }
            if (t != JsonToken.START_OBJECT) {
                throw broken(json.currentTokenLocation(), "a recipe, { ... }, is expected, not " + json.getText());
            }
            recipe(json);
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

    /** A list of strings; null is an empty one, and what is null or blank in it is left out. */
    private List<String> strings(JsonParser json, String field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
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
        return new TextException(file + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + " (byte "
                + at.getByteOffset() + "), in recipe " + (all + 1) + ": " + problem
                + ". The file is damaged or was cut off; download it again");
    }
}
