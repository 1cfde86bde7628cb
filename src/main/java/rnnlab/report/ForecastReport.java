package rnnlab.report;

import static rnnlab.report.CellText.rounded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import rnnlab.chart.Chart;
import rnnlab.chart.Charts;
import rnnlab.series.Bars;
import rnnlab.series.Errors;
import rnnlab.series.Series;
import rnnlab.series.Split;
import rnnlab.training.History;
import tech.tablesaw.api.Table;

/**
 * The report of Projekt 6: instrument, range, split, network, charts, errors beside the naive forecast, the forecast of the next value,
 * on one page that can be handed in.
 *
 * <pre>{@code
 * new ForecastReport("Jan Kowalski", bars, split)
 *     .network(network, history)
 *     .setting("days that the network sees", 20)
 *     .forecasts(trainForecast, testForecast)
 *     .next(date, value)
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
        if (!author.isBlank()) page.paragraph(author);
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

    /** The network, the settings so far, and the loss of each epoch. */
    public ForecastReport network(MultiLayerNetwork network, History history) {
        var summary = NetworkSummary.of(network);
        page.heading("Network");
        page.table(summary.caption(), NetworkSummary.HEADER, summary.rows());
        if (!settings.isEmpty()) page.table("Settings", List.of("", ""), settings);
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
     * @param train of the last values of the training part, one for each; the first ones may be missing
     * @param test of the last values of the test part
     */
    public ForecastReport forecasts(Series train, Series test) {
        page.heading("Forecast");
        page.picture(chart("training part", split.train().tail(train.size()), train));
        page.picture(chart("test part", split.test().tail(test.size()), test));
        int close = Math.min(CLOSE, test.size());
        page.picture(chart("the last " + close + " values", split.test().tail(close), test.tail(close)));

        var learned = errors(split.train(), train);
        var measured = errors(split.test(), test);
        page.heading("Errors");
        page.table(
                "",
                List.of("part", "forecast", "RMSE", "MAE", "MAPE in %", "hits in %"),
                List.of(
                        row("train", "network", learned.get(0)),
                        row("train", "naive", learned.get(1)),
                        row("test", "network", measured.get(0)),
                        row("test", "naive", measured.get(1))));
        page.paragraph(
                "The naive forecast says that the next value will be like the last one. Hits: how often the forecast had the "
                        + "right direction, up or down.");
        page.paragraph(measured.get(0).besideNaive(measured.get(1)));
        return this;
    }

    private Chart chart(String part, Series truth, Series forecast) {
        return Charts.prediction(
                        whole.name() + ", " + part, whole.unit(), truth.dates(), truth.values(), forecast.values())
                .y(whole.name(), whole.unit());
    }

    /** The errors of the forecast and those of the naive one. */
    private List<Errors> errors(Series part, Series forecast) {
        double[] truth = part.tail(forecast.size()).values();
        int end = part == split.train() ? part.size() : whole.size();
        double[] before = whole.slice(end - forecast.size() - 1, end - 1).values();
        return List.of(Errors.of(truth, forecast.values(), before), Errors.naive(truth, before));
    }

    private static List<String> row(String part, String forecast, Errors e) {
        String hits = Double.isNaN(e.hitRate()) ? "" : rounded(e.hitRate());
        return List.of(part, forecast, rounded(e.rmse()), rounded(e.mae()), rounded(e.mape()), hits);
    }

    /** The forecast of the value after the last one. */
    public ForecastReport next(LocalDate date, double value) {
        page.heading("The next " + bars.interval().word());
        page.paragraph("Forecast for %s: %s. The last value, of %s, was %s."
                .formatted(date, rounded(value), whole.lastDate(), rounded(whole.last())));
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

    public ForecastReport table(Table table) {
        page.table(table);
        return this;
    }

    public ForecastReport chart(Chart chart) {
        page.picture(chart);
        return this;
    }

    /**
     * Writes the report; missing folders are made.
     *
     * @return the file
     * @throws UncheckedIOException when it cannot be written; the message says why, and what to do
     */
    public Path save(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, page.html());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the report cannot be written as " + file + ": " + reason(e)
                            + ". Save it in another folder, for example your home folder: save(Path.of(\""
                            + Path.of(System.getProperty("user.home"), "report.html") + "\"))",
                    e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) return "you may not write to " + denied.getFile();
        if (e instanceof FileAlreadyExistsException file) return file.getFile() + " is a file, not a folder";
        if (e instanceof FileSystemException system && system.getReason() != null)
            return system.getReason() + " (" + system.getFile() + ")";
        return String.valueOf(e.getMessage());
    }
}
