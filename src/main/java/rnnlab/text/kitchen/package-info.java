/** Recipes, and a grammar that writes them for a course without a collection of real ones. */
package rnnlab.text.kitchen;
