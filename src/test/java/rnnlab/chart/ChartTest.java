package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class ChartTest {

    private static final LocalDate[] DATES = {
        LocalDate.of(1970, 1, 1), LocalDate.of(1970, 2, 1), LocalDate.of(1980, 3, 1), LocalDate.of(1981, 12, 31)
    };
    private static final double[] VALUES = {1.25, Double.NaN, -3, 1e-9};

    static Stream<Chart> everyKindOfChart() {
        var rows = new String[] {"forget", "input"};
        var cells = new double[][] {{0.1, Double.NaN, 0.9, 1}, {-0.5, 0, 0.5, 1}};
        var names = new String[] {"SimpleRNN", "LSTM", "GRU"};
        return Stream.of(
                Charts.series("EUR/PLN", "PLN", DATES, VALUES),
                Charts.series("steps", "", VALUES),
                Charts.prediction("Kurs złotówki", "PLN", DATES, VALUES, VALUES, 2),
                Charts.prediction("part", "PLN", DATES, VALUES, VALUES),
                Charts.loss(new double[] {1, 0.1, 0.01}, new double[] {2, 0.2, 0.02})
                        .logY(),
                Charts.loss(new double[] {0.5}),
                Charts.learningRate(new double[] {0.01, 0.005, 0}),
                Charts.learningRate(new double[] {Double.NaN, 0.005}), // a history begun before rates were recorded
                Charts.residuals("r", "PLN", DATES, VALUES, new double[] {1, 2, 3, 4}),
                Charts.histogram("h", "PLN", new double[] {1, 2, 2, 3}, 3),
                Charts.heatMap("gates", rows, DATES, cells, "activation"),
                Charts.heatMap("gates", rows, new double[] {1, 2, 3, 4}, cells, "activation"),
                Charts.prediction("part", "PLN", DATES, VALUES, VALUES)
                        .band("90 % band", DATES, new double[] {1, Double.NaN, -4, -1}, new double[] {2, 3, -2, 1}),
                Chart.of("RMSE")
                        .y("RMSE")
                        .bars("test", names, new double[] {3, 2, 1}, new double[] {1, 1, 1})
                        .level(2, "naive"),
                Chart.of("RMSE of each seed")
                        .points("seed 1", Positions.of(names), new double[] {3, 2, 1})
                        .level(2, "naive"),
                Chart.of("gradient")
                        .line("norm", new double[] {1e-15, 0, 1e15})
                        .logY()
                        .border(2, "here"));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfChart")
    void aPngIsWholeHasTheSizeAskedForAndMoreThanABackground(Chart chart) throws IOException {
        byte[] png = chart.png();

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(900, image.getWidth());
        assertEquals(420, image.getHeight());
        assertArrayEquals(new byte[] {'I', 'E', 'N', 'D'}, Arrays.copyOfRange(png, png.length - 8, png.length - 4));
        long coloured = image.getRaster().getDataBuffer().getSize()
                - Stream.of(image.getRGB(0, 0, 900, 420, null, 0, 900))
                        .flatMapToInt(Arrays::stream)
                        .filter(pixel -> pixel == Color.WHITE.getRGB())
                        .count();
        assertTrue(coloured > 500, coloured + " coloured pixels");
    }

    @ParameterizedTest
    @MethodSource("everyKindOfChart")
    void anSvgIsWellFormedAndHasTheSizeOfTheChart(Chart chart) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

        var root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())))
                .getDocumentElement();

        assertEquals("svg", root.getTagName());
        assertEquals("0 0 900 420", root.getAttribute("viewBox"));
        assertEquals(Pen.TEXT.getSize() + "px", root.getAttribute("font-size")); // of texts that name no other
        assertTrue(root.getElementsByTagName("*").getLength() > 20);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aShortLogarithmicAxisHasWholeNumbersForTicks() {
        double[] distances = {5, 10, 20, 50, 100, 200}, near = {0.2, 0.3, 0.6, 0.4, 0.5, 0.7};
        var layout = (Map<String, Object>) Chart.of("right answers")
                .line("GRU", distances, near)
                .logX()
                .logY()
                .plotly()
                .get("layout");

        var x = (Map<String, Object>) layout.get("xaxis");
        var y = (Map<String, Object>) layout.get("yaxis");
        assertEquals(List.of("D2", "~g"), List.of(x.get("dtick"), x.get("tickformat"))); // 10, 20, 50, not 1, 2, 5
        assertEquals("~g", y.get("tickformat"));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfChart")
    void aPlotlyFigureHoldsNothingThatJsonCannotSay(Chart chart) {
        assertJson(chart.plotly());
    }

    @Test
    void aPlotlyFigureHoldsTheValuesGivenAndDatesAsDates() {
        var trace = firstTrace(Charts.series("EUR/PLN", "PLN", DATES, VALUES));

        assertEquals(List.of("1970-01-01", "1970-02-01", "1980-03-01", "1981-12-31"), trace.get("x"));
        assertEquals(Arrays.asList(1.25, null, -3.0, 1e-9), trace.get("y"));
    }

    @Test
    void anAxisSaysNameAndUnit() {
        var layout = (Map<?, ?>)
                Charts.series("EUR/PLN", "PLN", DATES, VALUES).plotly().get("layout");

        assertEquals(Map.of("text", "EUR/PLN [PLN]"), ((Map<?, ?>) layout.get("yaxis")).get("title"));
    }

    @Test
    void aPredictionIsCutAtTheBorder() {
        var data = (List<?>) Charts.prediction("x", "", DATES, VALUES, new double[] {Double.NaN, 2, 3, 4}, 2)
                .plotly()
                .get("data");

        assertEquals(Arrays.asList(null, 2.0, null, null), ((Map<?, ?>) data.get(1)).get("y"));
        assertEquals(Arrays.asList(null, null, 3.0, 4.0), ((Map<?, ?>) data.get(2)).get("y"));
    }

    private static Map<?, ?> axis(Chart chart, String name) {
        return (Map<?, ?>) ((Map<?, ?>) chart.plotly().get("layout")).get(name);
    }

    @Test
    void aLogarithmicAxisHasTicksAtPowersWhereThereAreSome() {
        Object many = axis(Chart.of("t").line("a", new double[] {0.001, 10}).logY(), "yaxis")
                .get("dtick");
        Object none = axis(Chart.of("t").line("a", new double[] {0.02, 0.08}).logY(), "yaxis")
                .get("dtick");
        Object huge = axis(Chart.of("t").line("a", new double[] {1e-15, 1e15}).logY(), "yaxis")
                .get("dtick");
        assertEquals(1, many);
        assertEquals(3, huge); // 30 powers of ten, at most ten ticks
        assertNull(none);
    }

    @Test
    void aLongLegendStandsUnderTheTitleNotInIt() {
        var few = Chart.of("t").line("a", new double[] {1, 2}).line("b", new double[] {1, 2});
        var many = few;
        for (int i = 0; i < 6; i++) {
            many = many.line("SimpleRNN 20-20, iterated " + i, new double[] {1, 2});
        }
        assertTrue(topMargin(many) >= topMargin(few) + 20 * 3);
        // The label of a level takes from its width.
        var three = few.line("c, by another network", new double[] {1, 2});
        assertTrue(topMargin(three.level(1, "highest price learned")) > topMargin(three));
    }

    private static int topMargin(Chart chart) {
        return (int) axis(chart, "margin").get("t");
    }

    @Test
    void epochsAreWholeNumbers() {
        assertEquals(
                1,
                axis(Chart.of("t").line("a", new double[] {0.5, 0.7, 0.1}), "xaxis")
                        .get("dtick"));
        assertNull(axis(Chart.of("t").line("a", new double[50]), "xaxis").get("dtick"));
        assertNull(axis(Chart.of("t").line("a", new double[] {0, 0.5, 2}, new double[3]), "xaxis")
                .get("dtick"));
    }

    @Test
    void aLogarithmicAxisLeavesOutWhatIsNotPositive() {
        var trace = firstTrace(
                Chart.of("t").line("norm", new double[] {1, 0, -1, 10}).logY());

        assertEquals(Arrays.asList(1.0, null, null, 10.0), trace.get("y"));
    }

    @Test
    void aChartIsAValueThatMethodsLeaveAsItIs() {
        double[] values = {1, 2};
        var chart = Chart.of("one").line("a", values);
        values[0] = 99;
        chart.line("b", new double[] {3}).logY().titled("two");

        assertEquals("one", chart.title());
        assertEquals(1, chart.marks().size());
        assertFalse(chart.y().logarithmic());
        assertEquals(List.of(1.0, 2.0), firstTrace(chart).get("y"));
    }

    @Test
    void everyMarkGetsAnotherColour() {
        var chart = Chart.of("t");
        for (int i = 0; i < Palette.CATEGORIES.size(); i++) {
            chart = chart.line("line " + i, new double[] {i, i});
        }
        assertEquals(
                Palette.CATEGORIES.size(),
                chart.plotted().stream().map(Mark.Plotted::color).distinct().count());
    }

    @Test
    void lengthsThatDifferAreNamed() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> Charts.series("EUR/PLN", "PLN", DATES, new double[] {1}));

        assertEquals("line 'EUR/PLN': 4 positions but 1 values", e.getMessage());
    }

    @Test
    void datesAndNumbersDoNotShareAnAxis() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Chart.of("both").line("a", DATES, VALUES).line("b", VALUES));

        assertEquals(
                "chart 'both': the x axis cannot be both dates and numbers; give all marks the same kind of positions",
                e.getMessage());
    }

    @Test
    void savingMakesTheFoldersAndTheEndingDecidesTheFormat(@TempDir Path folder) throws IOException {
        var chart = Charts.series("x", "", VALUES);

        Path png = chart.save(folder.resolve("a/b/chart.png"));
        Path svg = chart.save(folder.resolve("chart.SVG"));

        assertArrayEquals(chart.png(), Files.readAllBytes(png));
        assertTrue(Files.readString(svg).contains("<svg"));
        for (Path file : List.of(png, svg)) {
            byte[] before = Files.readAllBytes(file);
            Path old =
                    Files.createLink(folder.resolve("old " + file.getFileName()), file); // the same bytes on the disk
            chart.titled("another").save(file);
            assertArrayEquals(before, Files.readAllBytes(old), "who reads the old file meanwhile has it whole");
            assertFalse(Arrays.equals(before, Files.readAllBytes(file)));
        }
        var e = assertThrows(IllegalArgumentException.class, () -> chart.save("chart.gif"));
        assertEquals("cannot save a picture as 'chart.gif': the name must end in .png or .svg", e.getMessage());
    }

    private static Map<?, ?> firstTrace(Chart chart) {
        return (Map<?, ?>) ((List<?>) chart.plotly().get("data")).get(0);
    }

    private static void assertJson(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, v) -> {
                assertTrue(key instanceof String, "key " + key);
                assertJson(v);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(ChartTest::assertJson);
        } else if (value instanceof Double number) {
            assertTrue(Double.isFinite(number), "number " + number);
        } else {
            assertTrue(
                    value == null || value instanceof String || value instanceof Integer || value instanceof Boolean,
                    "value " + value);
        }
    }

    @Test
    void aBandStandsBehindTheLinesAndItsUpperEdgeFillsDownToTheLowerOne() {
        var low = new double[] {1, 2, 1, 0};
        var high = new double[] {3, 4, 5, 6};
        var chart = Chart.of("forecast")
                .line("truth", DATES, new double[] {2, 3, 3, 3})
                .band("90 % band", DATES, low, high);
        var data = (List<?>) chart.plotly().get("data");
        var lower = (Map<?, ?>) data.get(0);
        var upper = (Map<?, ?>) data.get(1);
        assertEquals(List.of(1.0, 2.0, 1.0, 0.0), lower.get("y"));
        assertEquals(List.of(3.0, 4.0, 5.0, 6.0), upper.get("y"));
        assertEquals("tonexty", upper.get("fill"));
        assertEquals("truth", ((Map<?, ?>) data.get(2)).get("name"));
        // Between the edges, right of the middle, the picture has the band's colour; above them it is white.
        var image = chart.image();
        var colors = new java.util.HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            colors.add(image.getRGB(700, y));
        }
        assertTrue(colors.contains(Palette.BAND.getRGB()), "no band in the picture");
        assertThrows(IllegalArgumentException.class, () -> chart.band("short", DATES, new double[] {1}, high));
    }
}
