package rnnlab.text.kitchen;

import java.util.List;

/**
 * A recipe.
 *
 * @param title not blank
 * @param ingredients with their quantities; may be empty
 * @param directions the steps in their order; at least one
 */
public record Recipe(String title, List<String> ingredients, List<String> directions) {

    public Recipe {
        title = title.strip();
        ingredients = List.copyOf(ingredients);
        directions = List.copyOf(directions);
        if (title.isEmpty() || directions.isEmpty()) {
            throw new IllegalArgumentException("a recipe needs a title and directions, this one has: \"" + title
                    + "\", " + directions.size() + " directions");
        }
    }

    /** Title and directions as one text: {@code Recipe for TITLE | DIRECTIONS}. */
    public String text() {
        return "Recipe for " + title + " | " + String.join(" ", directions);
    }
}
