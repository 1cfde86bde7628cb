package rnnlab.text.kitchen;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of dish: what is chosen for it, and the templates of its title, ingredients and steps.
 *
 * @param name as the categories of a recipe have it
 * @param weight how often it is cooked, beside the weights of the others
 * @param choices made once for a recipe, in this order
 * @param titles templates
 * @param needs a template for each ingredient besides those that were chosen
 * @param steps a template for each step; one that expands to nothing is left out
 */
record Dish(
        String name, int weight, List<Choice> choices, List<String> titles, List<String> needs, List<String> steps) {

    Dish(String name, int weight) {
        this(name, weight, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Foods that are chosen and then have a name in the templates.
     *
     * @param kinds the kinds of food to choose from
     */
    record Choice(String name, List<String> kinds, int least, int most) {}
}
