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
import java.util.stream.Stream;

/**
 * The grammar of recipes, read from the files {@code *.grammar} beside this class. A line begins with what it defines;
 * lines that begin with a space belong to the one before them.
 *
 * <pre>
 * food KIND: NAME; NAME = TEMPLATE    foods from common to rare; the name is what the directions have,
 *                                     the template what the list of ingredients has
 * amount KIND: TEMPLATE               what the list of ingredients has for the other foods of the kind; * is the name
 * list NAME: TEMPLATE; TEMPLATE       one of these stands for {NAME}; from common to rare
 * phrase NAME: TEMPLATE               this stands for {NAME}
 * dish WEIGHT NAME                    a kind of dish, and after it its
 *   choose NAME [LEAST-MOST]: KIND, KIND    foods that {NAME} stands for in this recipe
 *   title TEMPLATE                          one of the titles is taken
 *   need TEMPLATE                           an ingredient besides the chosen ones
 *   step TEMPLATE                           one step of the directions
 * </pre>
 *
 * <p>{@link Template} says what stands in templates.
 */
record Grammar(
        Map<String, List<Food>> foods,
        Map<String, List<String>> lists,
        Map<String, String> phrases,
        List<Dish> dishes) {

    private static final List<String> FILES = List.of(
            "foods", "larder", "names", "words", "notes", "phrases", "mains", "suppers", "sides", "baking", "desserts");

    /** The grammar that comes with the course. */
    static Grammar load() {
        var grammar =
                new Grammar(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        var amounts = new LinkedHashMap<String, String>();
        for (String file : FILES) {
            grammar.read(file + ".grammar", amounts);
        }
        return grammar;
    }

    private void read(String file, Map<String, String> amounts) {
        String[] lines;
        try (InputStream in = Grammar.class.getResourceAsStream(file)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < lines.length; ) {
            int first = i;
            var line = new StringBuilder(lines[i++]);
            while (i < lines.length && lines[i].startsWith(" ")) {
                line.append(' ').append(lines[i++].strip());
            }
            try {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    String[] parts = line.toString().split(" ", 2);
                    add(parts[0], parts[1].strip(), amounts);
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        file + ", line " + (first + 1) + ": \"" + line + "\" is not clear", e);
            }
        }
    }

    private void add(String word, String rest, Map<String, String> amounts) {
        switch (word) {
            case "food" -> foods.put(before(rest, ":"), foods(after(rest, ":"), amounts.get(before(rest, ":"))));
            case "amount" -> amounts.put(before(rest, ":"), after(rest, ":"));
            case "list" -> lists.put(before(rest, ":"), items(after(rest, ":")).toList());
            case "phrase" -> phrases.put(before(rest, ":"), after(rest, ":"));
            case "dish" -> dishes.add(new Dish(after(rest, " "), Integer.parseInt(before(rest, " "))));
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

    private static Stream<String> items(String list) {
        return Arrays.stream(list.split(";")).map(String::strip);
    }

    private static List<Food> foods(String list, String amount) {
        return items(list)
                .map(f ->
                        f.contains("=") ? new Food(before(f, "="), after(f, "=")) : new Food(f, amount.replace("*", f)))
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
