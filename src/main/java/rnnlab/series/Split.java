package rnnlab.series;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A series cut in two by time: a network learns on the first part and is tested on the second.
 *
 * @param train the earlier part
 * @param test the later part
 */
public record Split(Series train, Series test) {
    public Split {
        if (train.size() == 0 || test.size() == 0) {
            throw new IllegalArgumentException("the training part has " + train.size() + " values and the test part "
                    + test.size() + "; both need at least one");
        }
        if (!test.firstDate().isAfter(train.lastDate())) {
            throw new IllegalArgumentException("the test part begins on " + test.firstDate()
                    + ", which is not after the training part's last date, " + train.lastDate());
        }
    }

    /**
     * The first {@code fraction} of the values (rounded to a whole number) trains, the rest tests.
     *
     * @param fraction between 0 and 1, for example 0.7
     */
    public static Split byFraction(Series series, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("fraction is " + fraction + "; it must lie between 0 and 1, say 0.7");
        }
        return at(series, (int) Math.round(series.size() * fraction));
    }

    /** Everything before {@code firstTestDate} trains, the rest tests. */
    public static Split byDate(Series series, LocalDate firstTestDate) {
        return at(series, series.lowerBound(firstTestDate));
    }

    /**
     * Walk-forward validation: the series is cut into {@code folds + 1} pieces of nearly equal length. Fold j trains on
     * the first j pieces and is tested on the one after them, so that no fold learns from its own future, and the
     * pieces tested on do not overlap.
     *
     * @param series of a series to be tested on at the end, the training part alone
     * @param folds at least 1
     * @return the folds, the one with the shortest training part first
     */
    public static List<Split> walkForward(Series series, int folds) {
        return walkForward(series, folds, 1.0 / (folds + 1));
    }

    /**
     * As the other, with a longer first piece: the first fold trains on {@code first} of the series, and the rest is
     * cut into {@code folds} pieces of nearly equal length.
     *
     * @param first between 0 and 1, for example 0.5
     */
    public static List<Split> walkForward(Series series, int folds, double first) {
        if (folds < 1 || series.size() <= folds) {
            throw new IllegalArgumentException("folds is " + folds + "; it must be at least 1 and less than the "
                    + series.size() + " values of " + series.name());
        }
        if (!(first > 0 && first < 1)) {
            throw new IllegalArgumentException("first is " + first + "; it must lie between 0 and 1, say 0.5");
        }
        return IntStream.range(0, folds)
                .mapToObj(j -> {
                    int border = border(series, first, j, folds), end = border(series, first, j + 1, folds);
                    return new Split(series.slice(0, border), series.slice(border, end));
                })
                .toList();
    }

    /** Where the training part of fold j ends, from 0. */
    private static int border(Series series, double first, int j, int folds) {
        return (int) (series.size() * (first + (1 - first) * j / folds) + 1e-9);
    }

    private static Split at(Series series, int border) {
        if (border == 0 || border == series.size()) {
            throw new IllegalArgumentException(
                    series + " cannot be cut there: one part would be empty; choose a border inside it");
        }
        return new Split(series.slice(0, border), series.slice(border, series.size()));
    }

    /** The first date of the test part. */
    public LocalDate border() {
        return test.firstDate();
    }

    /** Windows that lie in the training part completely: no target of theirs is in the test part. */
    public Windows trainWindows(int steps, int ahead) {
        return Windows.of(train, steps, ahead);
    }

    /**
     * Windows whose targets lie in the test part completely. The inputs of the first ones reach back into the training
     * part, which is past by then, so that the test part is forecast from its first value on.
     */
    public Windows testWindows(int steps, int ahead) {
        return Windows.after(train, test, steps, ahead);
    }
}
