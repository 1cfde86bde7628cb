package rnnlab.forecast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/**
 * Puts an interval around forecasts so that a given share of the true values lies inside, from nothing but errors that
 * are known by then.
 *
 * <p>The errors are measured in the size of recent steps, since calm and restless times take turns: v(t) = 0.9 v(t-1) +
 * 0.1 |x(t-1) - x(t-2)|. The half width is v(t) times the quantile of the last 250 errors |x - x̂| / v. Whenever the
 * truth falls outside, the quantile asked for is raised, and else lowered a little, α(t+1) = α(t) + γ (α - miss(t)), so
 * that the share comes true in the long run whatever the market does. Few errors tell little of the quantile: of m the
 * step is γ = 0.05 + 4 / m, at most 0.12.
 *
 * <p>Source: I. Gibbs and E. Candès, Adaptive conformal inference under distribution shift (2021).
 */
public final class BandMaker {
    private static final double DECAY = 0.9;
    private static final double LARGEST_STEP = 0.12;
    private static final int MEMORY = 250;
    private static final int FEWEST = 10;
    /** Beyond the largest error seen, where even that was too small. */
    private static final double BEYOND = 1.25;

    /** A forecast whose truth is not used yet, because it lies later than what is known. */
    private record Waiting(double forecast, double truth, double volatility, double halfWidth) {}

    private final double level;
    private final int ahead;
    private final Deque<Double> errors = new ArrayDeque<>(); // in the size of recent steps, the oldest first
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private double missesAllowed;
    private double volatility = Double.NaN;
    private double lastKnown = Double.NaN;

    private BandMaker(double level, int ahead) {
        this.level = level;
        this.ahead = ahead;
        this.missesAllowed = 1 - level;
    }

    /**
     * A maker for forecasts of one horizon.
     *
     * @param level the share of true values to lie inside, for example 0.9
     * @param ahead how many steps ahead the forecasts are: so long their errors stay unknown
     */
    public static BandMaker of(double level, int ahead) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level is " + level + "; it must lie between 0 and 1, say 0.9");
        }
        if (ahead < 1) {
            throw new IllegalArgumentException("ahead is " + ahead + "; it must be at least 1");
        }
        return new BandMaker(level, ahead);
    }

    /**
     * Intervals around forecasts one after the other in time; each is made before its own truth is looked at. A second
     * call goes on where the first has ended.
     */
    public Band follow(Backtest backtest) {
        double[] forecast = backtest.forecast(), truth = backtest.truth(), before = backtest.before();
        int n = forecast.length;
        var low = new double[n];
        var high = new double[n];
        for (int i = 0; i < n; i++) {
            volatility = volatilityAt(before[i]);
            lastKnown = before[i];
            double half = halfWidth(volatility);
            low[i] = forecast[i] - half;
            high[i] = forecast[i] + half;
            waiting.add(new Waiting(forecast[i], truth[i], volatility, half));
            if (waiting.size() >= ahead) {
                learn(waiting.remove());
            }
        }
        return new Band(level, low, high);
    }

    /** The interval around the next forecast, whose truth nobody knows. */
    public Band next(double forecast, double before) {
        double half = halfWidth(volatilityAt(before));
        return new Band(level, new double[] {forecast - half}, new double[] {forecast + half});
    }

    /** The size of recent steps, once this value is known. */
    private double volatilityAt(double known) {
        double step = Double.isNaN(lastKnown) ? 0 : Math.abs(known - lastKnown);
        return Double.isNaN(volatility) || volatility == 0 ? step : DECAY * volatility + (1 - DECAY) * step;
    }

    private double halfWidth(double volatility) {
        return errors.size() < FEWEST ? Double.POSITIVE_INFINITY : volatility * quantile();
    }

    private double quantile() {
        var sorted = new ArrayList<>(errors);
        sorted.sort(null);
        int rank = (int) Math.ceil((1 - missesAllowed) * (sorted.size() + 1));
        if (rank < 1) {
            return 0;
        }
        return rank <= sorted.size() ? sorted.get(rank - 1) : BEYOND * sorted.get(sorted.size() - 1);
    }

    private double step() {
        return Math.min(LARGEST_STEP, 0.05 + 4.0 / errors.size());
    }

    private void learn(Waiting past) {
        double error = Math.abs(past.truth - past.forecast);
        if (Double.isFinite(past.halfWidth)) {
            missesAllowed += step() * ((1 - level) - (error > past.halfWidth ? 1 : 0));
        }
        // Of a series that has never moved until then nothing is known but that naive was right.
        if (past.volatility > 0 || error == 0) {
            errors.add(error == 0 ? 0 : error / past.volatility);
        }
        if (errors.size() > MEMORY) {
            errors.remove();
        }
    }
}
