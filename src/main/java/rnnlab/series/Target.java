package rnnlab.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a network learns of a series: the values themselves, or how much each one changed from the one before.
 *
 * <p>Prices wander: the test part may lie where the training part never was. Returns stay round zero for ever, so a network on returns
 * meets nothing new there; what it forecasts is put back onto the last known price.
 */
public enum Target {
    /** The values, scaled so that the training part runs from 0 to 1. */
    PRICES {
        @Override
        public Series learned(Series series) {
            return series;
        }

        @Override
        public Scaler scaler(Series train) {
            return Scaler.minMax(train);
        }

        @Override
        public double[] path(double last, double[] forecast) {
            return forecast.clone();
        }
    },

    /** The simple returns r(t) = x(t) / x(t-1) - 1, scaled to mean 0 and deviation 1. */
    RETURNS {
        @Override
        public Series learned(Series series) {
            return series.returns();
        }

        @Override
        public Scaler scaler(Series train) {
            return Scaler.standard(train);
        }

        @Override
        public double[] path(double last, double[] forecast) {
            var prices = Arrays.stream(forecast).map(r -> 1 + r).toArray();
            prices[0] *= last;
            Arrays.parallelPrefix(prices, (before, growth) -> before * growth);
            return prices;
        }
    };

    /** The series that the network learns; that of returns is one shorter. */
    public abstract Series learned(Series series);

    /** A scaler that suits it, fitted on the training part of the learned series. */
    public abstract Scaler scaler(Series train);

    /**
     * A network's forecast as prices.
     *
     * @param last the last known price
     * @param forecast values of the learned series in its own unit, the next one first, [n]
     * @return prices, [n]
     */
    public abstract double[] path(double last, double[] forecast);

    /**
     * The target for "prices" or "returns", in any case.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Target parse(String text) {
        return Arrays.stream(values())
                .filter(target -> target.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("learn is \"" + text + "\"; it must be "
                        + Arrays.stream(values()).map(Target::toString).collect(Collectors.joining(" or "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
