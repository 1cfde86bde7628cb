package rnnlab.report;

import static rnnlab.report.CellText.rounded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import rnnlab.chart.Chart;
import rnnlab.chart.Charts;
import rnnlab.files.AtomicFile;
import rnnlab.files.FileProblem;
import rnnlab.forecast.Backtest;
import rnnlab.forecast.Band;
import rnnlab.series.Bars;
import rnnlab.series.Errors;
import rnnlab.series.Series;
import rnnlab.series.Split;
import rnnlab.training.History;
import tech.tablesaw.api.Table;

/**
 * The report of Projekt 6: instrument, range, split, network, charts, errors beside the naive forecast, the forecast of
 * the next value, on one page that can be handed in.
 *
 * <pre>{@code
 * new ForecastReport("Jan Kowalski", bars, split)
 *     .network(network, history)
 *     .setting("days that the network sees", 20)
 *     .forecasts(train, test, band)
 *     .next(date, value, interval)
 *     .save(folder.resolve("report.html"));
 * }</pre>
 */
public final class ForecastReport {

    private static final int CLOSE = 60;

    private final Bars bars;
    private final Split split;
    private final Series whole;
    private final HtmlPage page;
    private final List<List<String>> settings = new ArrayList<>();

    /**
     * A report that so far knows the data.
     *
     * @param author who hands it in; "" leaves the line out
     * @param bars where the series is from
     * @param split of the series in its own unit, not scaled
     */
    public ForecastReport(String author, Bars bars, Split split) {
        this.bars = bars;
        this.split = split;
        this.whole = split.train().followedBy(split.test());
        this.page = new HtmlPage("Projekt 6: " + whole.name());
        if (!author.isBlank()) {
            page.paragraph(author);
        }
        data();
    }

    private void data() {
        page.heading("Data");
        page.table(
                "",
                List.of("", ""),
                List.of(
                        List.of("file", bars.file()),
                        List.of("interval", bars.interval().word()),
                        List.of("range", whole.firstDate() + " to " + whole.lastDate()),
                        List.of("length", whole.size() + " values"),
                        List.of("train", part(split.train())),
                        List.of("test", part(split.test()))));
        bars.notes().forEach(page::paragraph);
        page.picture(Charts.series(whole.name(), whole.unit(), whole.dates(), whole.values())
                .border(split.border(), "test \u2192"));
    }

    private String part(Series part) {
        return "%d values (%.0f %%), %s to %s"
                .formatted(part.size(), 100.0 * part.size() / whole.size(), part.firstDate(), part.lastDate());
    }

    /** One line of the table of settings. */
    public ForecastReport setting(String name, Object value) {
        settings.add(List.of(name, String.valueOf(value)));
        return this;
    }

    /**
     * A name for a folder: the instrument, the interval, and eight letters that stand for the range and the settings so
     * far, so that a report with other settings does not take the place of this one, and the same settings do.
     */
    public String name() {
        var told = whole.firstDate() + " " + whole.lastDate() + " " + split.border() + " " + settings;
        return (whole.name() + "-" + bars.interval().word()).replaceAll("[^\\p{L}\\p{N}.-]+", "-") + "-"
                + UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
    }

    /** The network, the settings so far, and the loss of each epoch. */
    public ForecastReport network(MultiLayerNetwork network, History history) {
        var summary = NetworkSummary.of(network);
        page.heading("Network");
        page.table(summary.caption(), NetworkSummary.HEADER, summary.rows());
        if (!settings.isEmpty()) {
            page.table("Settings", List.of("", ""), settings);
        }
        page.paragraph("Trained for %d epochs; the best one was number %d, with a loss of %s."
                .formatted(
                        history.epochs().size(),
                        history.best().number(),
                        rounded(history.best().decidingLoss())));
        page.picture(Charts.loss(history.trainLoss(), history.validationLoss()).logY());
        return this;
    }

    /**
     * Charts and errors of the forecasts, each made one step before.
     *
     * @param train of values of the training part
     * @param test of values of the test part
     * @param band around the forecasts of the test part
     */
    public ForecastReport forecasts(Backtest train, Backtest test, Band band) {
        page.heading("Forecast");
        page.picture(chart("training part", train));
        page.picture(chart("test part", test).band(name(band), test.dates(), band.low(), band.high()));
        var close = test.tail(CLOSE);
        var closeBand = band.tail(CLOSE);
        page.picture(chart("the last " + close.size() + " values", close)
                .band(name(band), close.dates(), closeBand.low(), closeBand.high()));

        page.heading("Errors");
        page.table(
                "",
                List.of("part", "forecast", "RMSE", "MAE", "MAPE in %", "hits in %"),
                List.of(
                        row("train", "network", train.errors()),
                        row("train", "naive", train.naive()),
                        row("test", "network", test.errors()),
                        row("test", "naive", test.naive())));
        page.paragraph("The naive forecast says that the next value will be like the last one. Hits: how often "
                + "the forecast had the "
                + "right direction, up or down.");
        page.paragraph(test.errors().besideNaive(test.naive()));
        page.paragraph("The band shall hold %.0f %% of the true values; on the test part it held %.1f %%."
                .formatted(100 * band.level(), band.coverage(test.truth())));
        return this;
    }

    private Chart chart(String part, Backtest backtest) {
        return Charts.prediction(
                        whole.name() + ", " + part,
                        whole.unit(),
                        backtest.dates(),
                        backtest.truth(),
                        backtest.forecast())
                .y(whole.name(), whole.unit());
    }

    private static String name(Band band) {
        return "%.0f %% band".formatted(100 * band.level());
    }

    private static List<String> row(String part, String forecast, Errors e) {
        return List.of(part, forecast, rounded(e.rmse()), rounded(e.mae()), known(e.mape()), known(e.hitRate()));
    }

    private static String known(double value) {
        return Double.isNaN(value) ? "" : rounded(value);
    }

    /**
     * The forecast of the value after the last one.
     *
     * @param band of one interval, around it
     */
    public ForecastReport next(LocalDate date, double value, Band band) {
        page.heading("The next " + bars.interval().word());
        page.paragraph("Forecast for %s: %s. The last value, of %s, was %s."
                .formatted(date, rounded(value), whole.lastDate(), rounded(whole.last())));
        page.paragraph("With %.0f %% certainty between %s and %s."
                .formatted(100 * band.level(), rounded(band.low()[0]), rounded(band.high()[0])));
        return this;
    }

    /** A heading for what follows. */
    public ForecastReport heading(String text) {
        page.heading(text);
        return this;
    }

    /** One line for each text. */
    public ForecastReport list(List<String> texts) {
        page.list(texts);
        return this;
    }

    /** All rows of a table. */
    public ForecastReport table(Table table) {
        page.table(table);
        return this;
    }

    /** A chart, drawn into the page. */
    public ForecastReport chart(Chart chart) {
        page.picture(chart);
        return this;
    }

    /**
     * Writes the report, whole or not at all; missing folders are made.
     *
     * @return the file
     * @throws UncheckedIOException when it cannot be written; the message says why, and what to do
     */
    public Path save(Path file) {
        try {
            AtomicFile.write(file, page.html().getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the report cannot be written as " + file + ": " + FileProblem.reason(e)
                            + ". Save it in another folder, for example your home folder: save(Path.of(\""
                            + Path.of(System.getProperty("user.home"), "report.html") + "\"))",
                    e);
        }
    }
}
