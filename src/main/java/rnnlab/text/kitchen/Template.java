package rnnlab.text.kitchen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Writes templates out. {@code [a|b|c]} is one of the three, {@code [a|]} is a or nothing; {@code {x}} is the food or foods
 * chosen as x, or a phrase, or any food of the kind x; {@code {10-20 5}} is one of 10, 15, 20.
 */
final class Template {

    private final Grammar grammar;
    private final Map<String, List<Food>> chosen;
    private final SplittableRandom random;
    private String text;
    private int at;

    Template(Grammar grammar, Map<String, List<Food>> chosen, SplittableRandom random) {
        this.grammar = grammar;
        this.chosen = chosen;
        this.random = random;
    }

    /** The template with each choice made. */
    String write(String template) {
        text = template;
        at = 0;
        return alternatives()
                .replaceAll(" +", " ")
                .replaceAll(" ([,.;:])", "$1")
                .strip();
    }

    /** Parts separated by |, up to a closing bracket or the end; each is written out, one is taken. */
    private String alternatives() {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (; at < text.length() && text.charAt(at) != ']'; at++) {
            switch (text.charAt(at)) {
                case '|' -> {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                case '[' -> {
                    at++;
                    part.append(alternatives());
                }
                case '{' -> {
                    int end = text.indexOf('}', at);
                    part.append(named(text.substring(at + 1, end)));
                    at = end;
                }
                default -> part.append(text.charAt(at));
            }
        }
        parts.add(part.toString());
        return parts.get(random.nextInt(parts.size()));
    }

    private String named(String name) {
        if (Character.isDigit(name.charAt(0))) {
            return number(name);
        }
        if (chosen.containsKey(name)) {
            return list(chosen.get(name).stream().map(Food::name).toList());
        }
        if (grammar.phrases().containsKey(name)) {
            return new Template(grammar, chosen, random).write(grammar.phrases().get(name));
        }
        var foods = grammar.foods().get(name);
        if (foods == null) {
            throw new IllegalArgumentException("{" + name + "} in \"" + text + "\" is no food, phrase or choice");
        }
        return foods.get(random.nextInt(foods.size())).name();
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
