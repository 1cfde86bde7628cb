package rnnlab.text.kitchen;

/**
 * Something to cook with.
 *
 * @param name as the directions call it: carrots
 * @param quantity as the list of ingredients has it: 6 medium carrots, peeled; a template
 */
record Food(String name, String quantity) {}
