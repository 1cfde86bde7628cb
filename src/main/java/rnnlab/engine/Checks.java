package rnnlab.engine;

/** Looks through data for values that no network can learn from. */
final class Checks {

    private Checks() {}

    /** @throws IllegalArgumentException naming the first number that is not finite and where it is */
    static void finite(String what, Block block) {
        int at = block.notFinite();
        if (at >= 0) {
            int example = at / (block.steps * block.size);
            int step = at / block.size % block.steps;
            int unit = at % block.size;
            throw new IllegalArgumentException(what + ": " + block.value(example, step, unit) + " in example " + example
                    + (block.sequence ? ", step " + step : "") + ", number " + unit
                    + "; all numbers must be finite: leave this example out or mend it");
        }
    }

    /**
     * @param least 0, or -1 where a vector of zeros is allowed
     * @throws IllegalArgumentException naming the first index outside least ... size-1 and where it is
     */
    static void classes(String what, String name, Block block, int least, int size) {
        for (int example = 0; example < block.count; example++) {
            for (int step = 0; step < block.steps; step++) {
                int index = block.index(example, step);
                if (index < least || index >= size) {
                    throw new IllegalArgumentException(name + ": " + what + " hold index " + index + " in example "
                            + example + (block.sequence ? ", step " + step : "") + "; allowed are 0 to " + (size - 1));
                }
            }
        }
    }
}
