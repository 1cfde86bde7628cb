package rnnlab.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * In what form a network sees a price and what it answers.
 *
 * <p>Prices themselves leave the range in which the network has learned as soon as an instrument grows. The other forms
 * are relative to the window that the network sees, and look alike at 10 and at 10 000.
 */
public enum Target {
    /**
     * Where the price stood beside the newest one, x(i) / x(last) - 1, and its change at each step; answered is x(next)
     * / x(last) - 1.
     */
    RELATIVE(true, true),

    /** The change at each step, x(i) / x(i-1) - 1; answered is x(next) / x(last) - 1. */
    RETURNS(false, true),

    /** The window brought to mean 0 and spread 1; answered is the next price on the same scale. */
    WINDOW(true, false) {
        @Override
        double express(double x, Window window) {
            return window.spread() == 0 ? 0 : (x - window.mean()) / window.spread();
        }

        @Override
        double price(double y, Window window) {
            return window.mean() + y * window.spread();
        }
    },

    /** The prices, scaled so that the training part runs from 0 to 1. */
    PRICES(true, false) {
        @Override
        double express(double x, Window window) {
            return x;
        }

        @Override
        double price(double y, Window window) {
            return y;
        }
    };

    private final boolean seesLevel;
    private final boolean seesChange;

    Target(boolean seesLevel, boolean seesChange) {
        this.seesLevel = seesLevel;
        this.seesChange = seesChange;
    }

    /** Whether the network sees where the price stood at each step. */
    boolean seesLevel() {
        return seesLevel;
    }

    /** Whether the network sees how much the price changed at each step. */
    boolean seesChange() {
        return seesChange;
    }

    /** A price in this form, before scaling: relative to the newest one, unless the form says otherwise. */
    double express(double x, Window window) {
        return (x - window.last()) / window.unit();
    }

    /** The price that an answer in this form stands for: the inverse of {@link #express}. */
    double price(double y, Window window) {
        return window.last() + y * window.unit();
    }

    /**
     * The target for "relative", "returns", "window" or "prices", in any case.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Target parse(String text) {
        return Arrays.stream(values())
                .filter(target -> target.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("learn is \"" + text + "\"; it must be "
                        + Arrays.stream(values()).map(Target::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
