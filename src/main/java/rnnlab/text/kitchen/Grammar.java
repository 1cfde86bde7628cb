package rnnlab.text.kitchen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file {@code recipes.grammar}: foods by kind, phrases, and dishes. Its first lines say how it is written. */
record Grammar(Map<String, List<Food>> foods, Map<String, String> phrases, List<Dish> dishes) {

    /** The grammar that comes with the course. */
    static Grammar load() {
        try (InputStream in = Grammar.class.getResourceAsStream("recipes.grammar")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Grammar parse(String text) {
        var grammar = new Grammar(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            try {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    grammar.add(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "recipes.grammar, line " + (i + 1) + ": \"" + line + "\" is not clear", e);
            }
        }
        return grammar;
    }

    private void add(String word, String rest) {
        switch (word) {
            case "food" ->
                foods.computeIfAbsent(before(rest, ":"), kind -> new ArrayList<>())
                        .addAll(foods(rest));
            case "phrase" -> phrases.put(before(rest, ":"), after(rest, ":"));
            case "dish" ->
                dishes.add(new Dish(rest, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            case "choose" -> last().choices().add(choice(rest));
            case "title" -> last().titles().add(rest);
            case "need" -> last().needs().add(rest);
            case "step" -> last().steps().add(rest);
            default -> throw new IllegalArgumentException(word);
        }
    }

    private Dish last() {
        return dishes.get(dishes.size() - 1);
    }

    private static List<Food> foods(String rest) {
        return Arrays.stream(after(rest, ":").split(";"))
                .map(String::strip)
                .map(f -> f.contains("=") ? new Food(before(f, "="), after(f, "=")) : new Food(f, f))
                .toList();
    }

    /** {@code veg 2-3: root, green}. */
    private static Dish.Choice choice(String rest) {
        String[] head = before(rest, ":").split(" ");
        String[] range = head.length > 1 ? head[1].split("-") : new String[] {"1"};
        int least = Integer.parseInt(range[0]);
        int most = Integer.parseInt(range[range.length - 1]);
        var kinds =
                Arrays.stream(after(rest, ":").split(",")).map(String::strip).toList();
        return new Dish.Choice(head[0], kinds, least, most);
    }

    private static String before(String text, String mark) {
        return text.substring(0, text.indexOf(mark)).strip();
    }

    private static String after(String text, String mark) {
        return text.substring(text.indexOf(mark) + mark.length()).strip();
    }
}
