package rnnlab.engine;

/** Looks through data for values that no network can learn from. */
public final class Checks {

    private Checks() {}

    /** @throws IllegalArgumentException naming the first number that is not finite and where it is */
    public static void finite(String what, Column column) {
        int at = column.notFinite();
        if (at >= 0) {
            int example = at / (column.steps() * column.size());
            int step = at / column.size() % column.steps();
            int unit = at % column.size();
            throw new IllegalArgumentException(
                    what + ": " + column.value(example, step, unit) + " in example " + example
                            + (column.sequence() ? ", step " + step : "") + ", number " + unit
                            + "; all numbers must be finite: leave this example out or mend it");
        }
    }

    /**
     * @param least 0, or -1 where a vector of zeros is allowed
     * @throws IllegalArgumentException naming the first index outside least ... size-1 and where it is
     */
    public static void classes(String what, String name, Column column, int least, int size) {
        for (int example = 0; example < column.count(); example++) {
            for (int step = 0; step < column.steps(); step++) {
                int index = column.index(example, step);
                if (index < least || index >= size) {
                    throw new IllegalArgumentException(
                            name + ": " + what + " hold index " + index + " in example " + example
                                    + (column.sequence() ? ", step " + step : "") + "; allowed are 0 to " + (size - 1));
                }
            }
        }
    }
}
