package rnnlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A chart: a title, two axes and marks. It is a value; each method returns a new chart and leaves this one as it is.
 *
 * <pre>{@code
 * Chart.of("EUR/PLN").x("date").y("rate", "PLN")
 *      .line("truth", dates, truth)
 *      .line("prediction", dates, predicted)
 *      .border(firstTestDay, "test")
 * }</pre>
 *
 * <p>Values that are NaN leave a gap, and so do values that are not positive on a logarithmic axis. Ready charts are in
 * {@link Charts}.
 *
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 */
public record Chart(String title, Axis x, Axis y, List<Mark> marks, int width, int height) implements Picture {

    public Chart {
        marks = List.copyOf(marks);
        if (width < 200 || height < 150) {
            throw new IllegalArgumentException(
                    "chart '" + title + "': " + width + " x " + height + " pixels; it needs at least 200 x 150");
        }
    }

    /** An empty chart of 900 x 420 pixels. */
    public static Chart of(String title) {
        return new Chart(title, Axis.of(""), Axis.of(""), List.of(), 900, 420);
    }

    /** Names the x axis. */
    public Chart x(String name) {
        return x(name, "");
    }

    /** Names the x axis and its unit. */
    public Chart x(String name, String unit) {
        return new Chart(title, new Axis(name, unit, x.logarithmic()), y, marks, width, height);
    }

    /** Names the y axis. */
    public Chart y(String name) {
        return y(name, "");
    }

    /** Names the y axis and its unit. */
    public Chart y(String name, String unit) {
        return new Chart(title, x, new Axis(name, unit, y.logarithmic()), marks, width, height);
    }

    /** The same with a logarithmic y axis. */
    public Chart logY() {
        return new Chart(title, x, y.asLogarithmic(), marks, width, height);
    }

    /** The same with a logarithmic x axis. */
    public Chart logX() {
        return new Chart(title, x.asLogarithmic(), y, marks, width, height);
    }

    /** The same with another title. */
    public Chart titled(String newTitle) {
        return new Chart(newTitle, x, y, marks, width, height);
    }

    /** The same in another size, in pixels. */
    public Chart size(int newWidth, int newHeight) {
        return new Chart(title, x, y, marks, newWidth, newHeight);
    }

    /** Adds a line over dates. */
    public Chart line(String name, LocalDate[] dates, double[] values) {
        return line(name, Positions.of(dates), values);
    }

    /** Adds a line over numbers. */
    public Chart line(String name, double[] positions, double[] values) {
        return line(name, Positions.of(positions), values);
    }

    /** Adds a line over 1, 2, 3, ... */
    public Chart line(String name, double[] values) {
        return line(name, Positions.counting(1, values.length), values);
    }

    /** Adds a line. */
    public Chart line(String name, Positions positions, double[] values) {
        return add(new Mark.Line(name, positions, values, nextColor()));
    }

    /** Adds a dot for each pair of numbers. */
    public Chart points(String name, double[] positions, double[] values) {
        return points(name, Positions.of(positions), values);
    }

    /** Adds a dot for each date. */
    public Chart points(String name, LocalDate[] dates, double[] values) {
        return points(name, Positions.of(dates), values);
    }

    /** Adds dots. */
    public Chart points(String name, Positions positions, double[] values) {
        return add(new Mark.Points(name, positions, values, nextColor()));
    }

    /** Adds the area between two lines over dates, as of a forecast's uncertainty. */
    public Chart band(String name, LocalDate[] dates, double[] low, double[] high) {
        return add(new Mark.Band(name, Positions.of(dates), low, high, Palette.BAND));
    }

    /** Adds the area between two lines over numbers. */
    public Chart band(String name, double[] positions, double[] low, double[] high) {
        return add(new Mark.Band(name, Positions.of(positions), low, high, Palette.BAND));
    }

    /** Adds a bar for each name. */
    public Chart bars(String name, String[] names, double[] values) {
        return bars(name, names, values, new double[0]);
    }

    /** Adds a bar for each name, with an error bar of plus and minus {@code spread} on it. */
    public Chart bars(String name, String[] names, double[] values, double[] spread) {
        return add(new Mark.Bars(name, Positions.of(names), values, spread, nextColor()));
    }

    /** Adds a vertical line at a date, with a label. */
    public Chart border(LocalDate at, String label) {
        return add(new Mark.Border(Positions.of(new LocalDate[] {at}), label));
    }

    /** Adds a vertical line at a number, with a label. */
    public Chart border(double at, String label) {
        return add(new Mark.Border(Positions.of(new double[] {at}), label));
    }

    /** Adds a horizontal line, with a label. */
    public Chart level(double value, String label) {
        return add(new Mark.Level(value, label));
    }

    /** Writes a word above a place, as on a map. */
    public Chart label(double x, double y, String text) {
        return add(new Mark.Label(x, y, text));
    }

    /** Adds a mark. */
    public Chart add(Mark mark) {
        var more = new ArrayList<>(marks);
        more.add(mark instanceof Mark.Band ? 0 : more.size(), mark); // an area stands behind the lines
        ChartChecks.kinds(title, more);
        return new Chart(title, x, y, more, width, height);
    }

    /** The same chart with the colour of its last line, points or bars changed. */
    public Chart colored(Color color) {
        var changed = new ArrayList<>(marks);
        int last = changed.size() - 1;
        if (last < 0 || !(changed.get(last) instanceof Mark.Plotted plotted)) {
            throw new IllegalArgumentException("chart '" + title + "': add a line, points or bars, then their colour");
        }
        changed.set(last, ChartChecks.recolored(plotted, color));
        return new Chart(title, x, y, changed, width, height);
    }

    /** What the chart shows, in one line. */
    @Override
    public String toString() {
        var names = Stream.concat(
                        plotted().stream().map(Mark.Plotted::name),
                        bands().stream().map(Mark.Band::name))
                .toList();
        return "Chart '" + title + "'" + (names.isEmpty() ? "" : " of " + String.join(", ", names));
    }

    /**
     * The chart as a Plotly figure (data, layout, config) of plain maps, lists, strings and numbers, ready to be JSON.
     */
    public Map<String, Object> plotly() {
        return PlotlyFigure.of(this);
    }

    @Override
    public void draw(Graphics2D g) {
        var heat = only(Mark.Heat.class);
        if (heat.isEmpty()) {
            XchartDrawing.of(this).paint(g, width, height);
        } else {
            HeatDrawing.draw(this, heat.get(0), g);
        }
    }

    /** Its lines, points and bars. */
    List<Mark.Plotted> plotted() {
        return only(Mark.Plotted.class);
    }

    /** Its areas between two lines. */
    List<Mark.Band> bands() {
        return only(Mark.Band.class);
    }

    /** Its horizontal lines. */
    List<Mark.Level> levels() {
        return only(Mark.Level.class);
    }

    private <T extends Mark> List<T> only(Class<T> kind) {
        return marks.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Color nextColor() {
        return Palette.CATEGORIES.get(plotted().size() % Palette.CATEGORIES.size());
    }
}
