package rnnlab.chart;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * Where XChart draws positions and values, and what its ticks say.
 *
 * <p>Two axes are given to XChart as plain numbers, because its own ticks are hard to read there: dates over several
 * years, as years and fractions, so that ticks fall on round years; and values over many powers of ten, as exponents.
 *
 * @param years whether dates are given as years and fractions
 * @param days whether a tick of the x axis says the day, not the month alone
 * @param exponents whether values are given as powers of ten
 */
record XchartScale(boolean years, boolean days, boolean exponents, boolean logarithmic) {

    private static final int MANY_NUMBERS = 50;
    private static final int MANY_YEARS = 4;
    private static final int FEW_DAYS = 120;
    private static final int MANY_DECADES = 5;

    static XchartScale of(Chart chart) {
        var days = chart.plotted().stream()
                .filter(mark -> mark.x() instanceof Positions.Dates)
                .flatMap(mark -> ((Positions.Dates) mark.x()).days().stream())
                .toList();
        long span = days.isEmpty() ? 0 : ChronoUnit.DAYS.between(Collections.min(days), Collections.max(days));
        boolean years = span >= MANY_YEARS * 365;
        boolean log = chart.y().logarithmic();
        boolean exponents = log && Decades.of(values(chart)) > MANY_DECADES;
        return new XchartScale(years, span < FEW_DAYS, exponents, log && !exponents);
    }

    void apply(AxesChartStyler styler, Chart chart) {
        // Over less than one power of ten, ticks at the powers alone could leave the axis without any.
        styler.setYAxisLogarithmic(logarithmic).setYAxisLogarithmicDecadeOnly(Decades.of(values(chart)) >= 1);
        if (exponents) {
            styler.setYAxisDecimalPattern("0").setYAxisTickLabelsFormattingFunction(XchartScale::power);
        } else if (!logarithmic) {
            double largest = values(chart).map(Math::abs).max().orElse(1);
            styler.setYAxisDecimalPattern(largest < 1e-4 ? "0.##E0" : "#,##0.########"); // not ".005"
        }
        styler.setXAxisTickMarkSpacingHint(100).setDatePattern(days ? "yyyy-MM-dd" : "yyyy-MM");
        if (years) {
            styler.setXAxisTickLabelsFormattingFunction(XchartScale::year)
                    .setXAxisMin(Math.floor(number(ends(chart).get(0)))); // else ticks stand at a March
        }
    }

    List<?> positions(Positions positions) {
        if (positions instanceof Positions.Dates dates) {
            return dates.days().stream()
                    .map(day -> years ? (Object) fraction(day) : date(day))
                    .toList();
        }
        if (positions instanceof Positions.Numbers numbers && numbers.size() > MANY_NUMBERS) {
            return unevenly(numbers.values());
        }
        return PlotlyFigure.jsonPositions(positions);
    }

    /**
     * The same numbers, the first one moved by less than a pixel. Evenly spaced numbers make XChart try each of them as
     * a tick, which takes longer than the drawing.
     */
    private static List<Double> unevenly(double[] values) {
        double[] moved = values.clone();
        moved[0] += 0.02 * (moved[1] - moved[0]);
        return Arrays.stream(moved).boxed().toList();
    }

    double number(Positions one) {
        return number(positions(one).get(0));
    }

    /** From the first to the last position, as a number. */
    double width(Chart chart) {
        var ends = ends(chart);
        return number(ends.get(1)) - number(ends.get(0));
    }

    private static double number(Object at) {
        return at instanceof Date date ? date.getTime() : ((Number) at).doubleValue();
    }

    /** The first and the last position of all lines, points and bars. */
    List<?> ends(Chart chart) {
        var all = chart.plotted().stream()
                .flatMap(mark -> positions(mark.x()).stream())
                .map(at -> (Comparable<?>) at)
                .sorted()
                .toList();
        return all.isEmpty() ? List.of(0.0, 1.0) : List.of(all.get(0), all.get(all.size() - 1));
    }

    /** NaN is what XChart leaves out of a line. */
    List<Double> values(double[] y) {
        return Arrays.stream(y).map(this::value).boxed().toList();
    }

    double value(double y) {
        if (!Double.isFinite(y) || (logarithmic || exponents) && y <= 0) {
            return Double.NaN;
        }
        return exponents ? Math.log10(y) : y;
    }

    /** The values of all lines, points and bars that can be drawn, as XChart gets them. */
    DoubleStream drawn(Chart chart) {
        return values(chart).map(this::value).filter(Double::isFinite);
    }

    /** The values of all lines, points and bars that are numbers. */
    private static DoubleStream values(Chart chart) {
        return chart.plotted().stream()
                .flatMapToDouble(mark -> Arrays.stream(mark.y()))
                .filter(Double::isFinite);
    }

    private static double fraction(LocalDate day) {
        return day.getYear() + (day.getDayOfYear() - 1.0) / day.lengthOfYear();
    }

    private static Date date(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** 1983 or, between two Januaries, 1983-07. */
    private static String year(double fraction) {
        long months = Math.round(fraction * 12);
        long year = Math.floorDiv(months, 12L);
        long month = Math.floorMod(months, 12L) + 1;
        return month == 1 ? String.valueOf(year) : String.format("%d-%02d", year, month);
    }

    private static String power(double exponent) {
        double whole = Math.rint(exponent);
        return Math.abs(exponent - whole) < 1e-9
                ? "1e" + (long) whole
                : String.format(Locale.ROOT, "%.1e", Math.pow(10, exponent));
    }
}
