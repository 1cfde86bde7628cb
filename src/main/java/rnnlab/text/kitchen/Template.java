package rnnlab.text.kitchen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Writes templates out. {@code [a|b|c]} is one of the three, {@code [a|]} is a or nothing; {@code {x}} is the food or
 * foods chosen as x, or the phrase x, or one of the list x, or any food of the kind x; {@code {10-20 5}} is one of 10,
 * 15, 20. The article a becomes an where it must.
 */
final class Template {

    private static final String VOWEL_AFTER_A = "\\b([Aa]) (?=[aeioAEIO8é]|11|18|un(?!i))(?!one|[Ee]u)";

    private final Grammar grammar;
    private final Map<String, List<Food>> chosen;
    private final SplittableRandom random;

    Template(Grammar grammar, Map<String, List<Food>> chosen, SplittableRandom random) {
        this.grammar = grammar;
        this.chosen = chosen;
        this.random = random;
    }

    /** The template with each choice made. */
    String write(String template) {
        return expanded(template)
                .replaceAll(" +", " ")
                .replaceAll(" ([,.;:])", "$1")
                .replaceAll(VOWEL_AFTER_A, "$1n ")
                .strip();
    }

    private String expanded(String template) {
        var text = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            switch (template.charAt(at)) {
                case '[' -> {
                    int end = closing(template, at);
                    text.append(expanded(Draw.evenly(alternatives(template.substring(at + 1, end)), random)));
                    at = end;
                }
                case '{' -> {
                    int end = template.indexOf('}', at);
                    text.append(named(template.substring(at + 1, end)));
                    at = end;
                }
                default -> text.append(template.charAt(at));
            }
        }
        return text.toString();
    }

    /** Where the bracket that opens at {@code open} closes. */
    private static int closing(String template, int open) {
        int depth = 0;
        for (int at = open; at < template.length(); at++) {
            depth += depthOf(template.charAt(at));
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a bracket is not closed in \"" + template + "\"");
    }

    /** What stands between the bars that are in no inner bracket. */
    private static List<String> alternatives(String inside) {
        var parts = new ArrayList<String>();
        int from = 0;
        int depth = 0;
        for (int at = 0; at < inside.length(); at++) {
            depth += depthOf(inside.charAt(at));
            if (depth == 0 && inside.charAt(at) == '|') {
                parts.add(inside.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(inside.substring(from));
        return parts;
    }

    private static int depthOf(char c) {
        return c == '[' ? 1 : c == ']' ? -1 : 0;
    }

    private String named(String name) {
        if (Character.isDigit(name.charAt(0))) {
            return number(name);
        }
        if (chosen.containsKey(name)) {
            return list(chosen.get(name).stream().map(Food::name).toList());
        }
        if (grammar.phrases().containsKey(name)) {
            return expanded(grammar.phrases().get(name));
        }
        if (grammar.lists().containsKey(name)) {
            return expanded(Draw.of(grammar.lists().get(name), random));
        }
        var foods = grammar.foods().get(name);
        if (foods == null) {
            throw new IllegalArgumentException("{" + name + "} is no food, phrase, list or choice");
        }
        return Draw.of(foods, random).name();
    }

    /** {@code 10-20 5}: from 10 to 20 in steps of 5. */
    private String number(String range) {
        String[] parts = range.split("[- ]");
        int from = Integer.parseInt(parts[0]);
        int to = Integer.parseInt(parts[1]);
        int step = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
        return Integer.toString(from + step * random.nextInt((to - from) / step + 1));
    }

    /** a; a and b; a, b, and c. */
    static String list(List<String> names) {
        int n = names.size();
        if (n < 3) {
            return String.join(" and ", names);
        }
        return names.subList(0, n - 1).stream().collect(Collectors.joining(", ")) + ", and " + names.get(n - 1);
    }
}
