/** A grammar that writes recipes, for a course without a collection of real ones. */
package rnnlab.text.kitchen;
