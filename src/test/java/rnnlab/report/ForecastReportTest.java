package rnnlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.xml.sax.InputSource;
import rnnlab.forecast.Backtest;
import rnnlab.forecast.Band;
import rnnlab.series.Bars;
import rnnlab.series.Interval;
import rnnlab.series.Series;
import rnnlab.series.Split;
import rnnlab.series.StooqCsv;
import rnnlab.training.History;

class ForecastReportTest {

    private static final double[] CLOSE = {10, 11, 12, 11, 13, 12, 14, 13, 15, 16};

    @TempDir
    Path folder;

    private Bars bars;
    private Split split;

    @BeforeEach
    void aFileOfTenDays() throws IOException {
        var csv = new StringBuilder("Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie\n");
        for (int t = 0; t < CLOSE.length; t++) {
            csv.append("2026-01-%02d,%2$s,%2$s,%2$s,%2$s\n".formatted(t + 1, CLOSE[t]));
        }
        bars = StooqCsv.read(Files.writeString(folder.resolve("a&b.csv"), csv));
        split = Split.byFraction(bars.close(), 0.7);
    }

    private ForecastReport report() {
        return new ForecastReport("Jan <Kowalski>", bars, split);
    }

    /** Forecasts that miss the last three training values by 1, -1, 1 and the test values by 2, 0, -1. */
    private ForecastReport withForecasts() {
        return report().forecasts(
                        backtest(split.train().tail(3), new double[] {14, 11, 15}, 4),
                        backtest(split.test(), new double[] {15, 15, 15}, 7),
                        new Band(0.9, new double[] {12, 15.5, 14}, new double[] {18, 16, 16}));
    }

    private static Backtest backtest(Series truth, double[] forecast, int first) {
        return new Backtest(truth.dates(), truth.values(), forecast, Arrays.copyOfRange(CLOSE, first - 1, first + 2));
    }

    private String html(ForecastReport report) throws IOException {
        return Files.readString(report.save(folder.resolve("new").resolve("report.html")));
    }

    /** The page without its pictures, for a message. */
    private static String brief(String html) {
        return html.replaceAll("svg.xml,[^\"]*", "");
    }

    private static List<String> cells(String row) {
        return Pattern.compile("<td[^>]*>(.*?)</td>")
                .matcher(row)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private static List<List<String>> rows(String html) {
        return html.lines()
                .filter(line -> line.contains("<td"))
                .map(ForecastReportTest::cells)
                .toList();
    }

    @Test
    void itNamesInstrumentRangeAndSplit() throws IOException {
        var rows = rows(html(report()));
        assertTrue(rows.contains(List.of("file", "a&amp;b.csv")), rows.toString());
        assertTrue(rows.contains(List.of("interval", "day")), rows.toString());
        assertTrue(rows.contains(List.of("range", "2026-01-01 to 2026-01-10")), rows.toString());
        assertTrue(rows.contains(List.of("train", "7 values (70 %), 2026-01-01 to 2026-01-07")), rows.toString());
        assertTrue(rows.contains(List.of("test", "3 values (30 %), 2026-01-08 to 2026-01-10")), rows.toString());
    }

    @Test
    void itsErrorsAreThoseByHandBesideTheNaiveForecast() throws IOException {
        var rows = rows(html(withForecasts()));
        // train: errors 1, -1, 1; truth 13, 12, 14 after 11, 13, 12: moves up, down, up, forecast 14 up, 11 down, 15 up
        assertTrue(
                rows.contains(List.of("train", "network", "1", "1", mape(1 / 13.0, 1 / 12.0, 1 / 14.0), "100")),
                "" + rows);
        // naive on train: 2, 1, 2
        assertTrue(
                rows.contains(List.of("train", "naive", "1.7321", "1.6667", mape(2 / 13.0, 1 / 12.0, 2 / 14.0), "")),
                "" + rows);
        // test: truth 13, 15, 16 after 14, 13, 15: down, up, up; forecast 15 up, 15 up, 15 unchanged: one hit of three
        assertTrue(
                rows.contains(List.of("test", "network", "1.291", "1", mape(2 / 13.0, 0, 1 / 16.0), "33.333")),
                "" + rows);
        // naive on test: 1, 2, 1
        assertTrue(
                rows.contains(List.of("test", "naive", "1.4142", "1.3333", mape(1 / 13.0, 2 / 15.0, 1 / 16.0), "")),
                "" + rows);
    }

    private static String mape(double a, double b, double c) {
        return CellText.rounded(100 * (a + b + c) / 3);
    }

    @Test
    void itSaysWhetherTheNetworkBeatsNaiveAndWhatComesNext() throws IOException {
        String html = html(withForecasts()
                .next(LocalDate.of(2026, 1, 12), 16.5, new Band(0.9, new double[] {15}, new double[] {18.25})));
        // sqrt(5/3) / sqrt(6/3) = 0.913
        assertTrue(html.contains("The network was better by 8.7 %"), brief(html));
        assertTrue(html.contains("Forecast for 2026-01-12: 16.5. The last value, of 2026-01-10, was 16."), brief(html));
        assertTrue(html.contains("With 90 % certainty between 15 and 18.25."), brief(html));
        // 13 in 12 to 18, 15 not in 15.5 to 16, 16 in 14 to 16
        assertTrue(
                html.contains("The band shall hold 90 % of the true values; on the test part it held 66.7 %."),
                brief(html));
    }

    @Test
    void itDescribesTheNetworkAndItsTraining() throws IOException {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LastTimeStep(
                        new LSTM.Builder().nOut(2).activation(Activation.TANH).build()))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
        network.init();
        var history = new History(
                List.of(new History.Epoch(1, 0.5, 0.4, 0.01, 1), new History.Epoch(2, 0.3, 0.6, 0.01, 1)),
                History.End.COMPLETE);
        String html = html(report().setting("seed", 7).network(network, history));
        // LSTM: 4 (2 + 4 + 2) = 32; dense 3
        assertTrue(html.contains("MultiLayerNetwork, 35 parameters"), brief(html));
        assertTrue(rows(html).contains(List.of("layer0", "LSTM", "[batch, 2]", "32")), brief(html));
        assertTrue(rows(html).contains(List.of("seed", "7")), brief(html));
        assertTrue(html.contains("Trained for 2 epochs; the best one was number 1, with a loss of 0.4."), brief(html));
    }

    @Test
    void itNeedsNoNetworkAndNoSecondFile() throws Exception {
        String html = html(withForecasts());
        String addresses =
                html.replaceAll("xmlns(:xlink)?='http://www.w3.org/[^']*'", ""); // names, which nobody looks up
        assertFalse(addresses.contains("http") || html.contains("<script") || html.contains("<link"), brief(html));
        var sources = Pattern.compile("src=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertEquals(4, sources.size()); // the series, train, test, the last values
        for (String source : sources) {
            String start = "data:image/svg+xml,";
            assertTrue(source.startsWith(start), source);
            String svg =
                    URLDecoder.decode(source.substring(start.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
            var picture = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertEquals("svg", picture.getDocumentElement().getTagName());
        }
    }

    @Test
    void otherSettingsOrAnotherIntervalGiveAnotherNameAndTheSameTheSame() {
        String name = report().setting("seed", 1).name();
        assertTrue(name.startsWith("a-b-day-"), name);
        assertEquals(name, report().setting("seed", 1).name());
        assertNotEquals(name, report().setting("seed", 2).name());
        var weeks = bars.every(Interval.WEEKLY);
        assertNotEquals(
                name,
                new ForecastReport("", weeks, Split.byFraction(weeks.close(), 0.5))
                        .setting("seed", 1)
                        .name());
    }

    @Test
    void aNameCannotBreakThePage() throws IOException {
        String html = html(report());
        assertTrue(
                html.contains("<p>Jan &lt;Kowalski&gt;</p>") && html.contains("<title>Projekt 6: a&amp;b</title>"),
                html);
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamedWithWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        var e = assertThrows(UncheckedIOException.class, () -> report().save(file.resolve("report.html")));
        assertTrue(
                e.getMessage().contains(file + " is a file, not a folder. Save it in another folder"), e.getMessage());
    }

    @Test
    void aNewReportTakesThePlaceOfTheOldOneInOneStep() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        Path old = Files.createLink(folder.resolve("old"), file); // the same bytes on the disk
        report().save(file);
        assertEquals("old", Files.readString(old));
        assertTrue(Files.readString(file).contains("Projekt 6"), "the new one");
    }

    @Test
    void aReadOnlyFolderIsNamedWithWhatToDo() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assertTrue(locked.toFile().setWritable(false));
        if (Files.isWritable(locked)) {
            locked = Path.of("/sys"); // the administrator may write nearly everywhere
        }
        assumeTrue(Files.isDirectory(locked));
        Path file = locked.resolve("report.html");
        var e = assertThrows(UncheckedIOException.class, () -> report().save(file));
        assertTrue(e.getMessage().startsWith("the report cannot be written as " + file + ": "), e.getMessage());
        assertTrue(e.getMessage().contains("no permission") || e.getMessage().contains("Read-only"), e.getMessage());
        assertTrue(e.getMessage().contains("Save it in another folder"), e.getMessage());
    }
}
