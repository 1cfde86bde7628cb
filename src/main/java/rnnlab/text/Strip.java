package rnnlab.text;

/**
 * A line of drawn letters as a strip of columns.
 *
 * @param columns how dark each pixel is, [T][height] from the top, 0 for paper and 1 for ink; a little beyond with
 *     noise
 * @param text the letters
 * @param letters which letter each column belongs to, [T]: its place in the text, or -1 between and beside letters
 */
public record Strip(double[][] columns, String text, int[] letters) {}
