package rnnlab.chart;

/**
 * What an axis means.
 *
 * @param name in words, as "sunspot number"
 * @param unit as "PLN" or "°C"; empty for a pure number
 * @param logarithmic whether equal steps on paper are equal factors
 */
public record Axis(String name, String unit, boolean logarithmic) {

    /** A linear axis of pure numbers. */
    public static Axis of(String name) {
        return new Axis(name, "", false);
    }

    /** A linear axis. */
    public static Axis of(String name, String unit) {
        return new Axis(name, unit, false);
    }

    /** The text beside the axis: the name, with its unit in brackets. */
    public String label() {
        return unit.isBlank() ? name : name + " [" + unit + "]";
    }

    Axis asLogarithmic() {
        return new Axis(name, unit, true);
    }
}
