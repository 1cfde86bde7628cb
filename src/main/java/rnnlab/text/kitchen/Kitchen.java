package rnnlab.text.kitchen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes recipes from the grammar; the same seed writes the same ones. */
public final class Kitchen {

    /** Changes whenever the grammar does, so that recipes written before are not taken for those of today. */
    public static final int EDITION = 2;

    private static final Set<String> SMALL = Set.of("with", "and", "in", "of", "the", "a", "on", "for", "or");

    private final Grammar grammar = Grammar.load();
    private final List<Dish> dishes = grammar.dishes().stream()
            .flatMap(dish -> Collections.nCopies(dish.weight(), dish).stream())
            .toList();
    private final SplittableRandom random;
    private String dishName = "";

    /** A kitchen whose recipes are all decided by the seed. */
    public Kitchen(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next recipe. */
    public Recipe recipe() {
        Dish dish = Draw.evenly(dishes, random);
        dishName = dish.name();
        Map<String, List<Food>> chosen = new HashMap<>();
        var template = new Template(grammar, chosen, random);
        var ingredients = new ArrayList<String>();
        for (var choice : dish.choices()) {
            var foods = choose(choice, chosen);
            chosen.put(choice.name(), foods);
            foods.stream().map(Food::quantity).map(template::write).forEach(ingredients::add);
        }
        String title = titleCase(template.write(Draw.evenly(dish.titles(), random)));
        dish.needs().stream().map(template::write).filter(n -> !n.isEmpty()).forEach(ingredients::add);
        var steps = dish.steps().stream()
                .map(template::write)
                .filter(s -> !s.isEmpty())
                .toList();
        return new Recipe(title, ingredients, steps);
    }

    /** Different foods of the choice's kinds, none that is in the recipe already. */
    private List<Food> choose(Dish.Choice choice, Map<String, List<Food>> chosen) {
        int count = choice.least() + random.nextInt(choice.most() - choice.least() + 1);
        var foods = new ArrayList<Food>();
        while (foods.size() < count) {
            Food food = Draw.of(grammar.foods().get(Draw.evenly(choice.kinds(), random)), random);
            boolean taken = Stream.concat(
                            foods.stream(), chosen.values().stream().flatMap(List::stream))
                    .anyMatch(other -> other.name().equals(food.name()));
            if (!taken) {
                foods.add(food);
            }
        }
        return foods;
    }

    private static String titleCase(String title) {
        String cased = Arrays.stream(title.split(" "))
                .map(w -> SMALL.contains(w) ? w : capital(w))
                .collect(Collectors.joining(" "));
        return capital(cased);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** So many recipes in the format of Kaggle's {@code full_format_recipes.json}. */
    public String json(int count) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (int i = 0; i < count; i++) {
                json.writeRaw('\n');
                write(recipe(), json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    /**
     * Nobody has cooked or weighed these: rating and figures of nutrition are null, as they are for some in Kaggle's
     * file.
     */
    private void write(Recipe recipe, JsonGenerator json) throws IOException {
        json.writeStartObject();
        strings("directions", recipe.directions(), json);
        json.writeNullField("fat");
        json.writeNullField("date");
        strings("categories", List.of(dishName), json);
        json.writeNullField("calories");
        json.writeNullField("desc");
        json.writeNullField("protein");
        json.writeNullField("rating");
        json.writeStringField("title", recipe.title() + " ");
        strings("ingredients", recipe.ingredients(), json);
        json.writeNullField("sodium");
        json.writeEndObject();
    }

    private static void strings(String field, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
