package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Letters on both axes of a heat map, some of them twice, and charts behind a slider. */
class AlignmentTest {

    private static final float[][] WEIGHTS = {{0.5f, 0.25f, 0.25f}, {0, 1, 0}};
    private static final Chart ALIGNMENT = Charts.alignment("a a", List.of("a", " ", "a"), List.of("1", "1"), WEIGHTS);

    private static Map<?, ?> layout(Map<String, Object> figure, String axis) {
        return (Map<?, ?>) ((Map<?, ?>) figure.get("layout")).get(axis);
    }

    @Test
    void repeatedLettersHaveEachTheirPlace() {
        var figure = ALIGNMENT.plotly();
        var trace = (Map<?, ?>) ((List<?>) figure.get("data")).get(0);

        assertEquals(List.of(0, 1, 2), trace.get("x"));
        assertEquals(List.of(0, 1), trace.get("y"));
        assertEquals(List.of(List.of(0.5, 0.25, 0.25), List.of(0.0, 1.0, 0.0)), trace.get("z"));
        assertEquals(List.of("a", "\u2423", "a"), layout(figure, "xaxis").get("ticktext"));
        assertEquals(List.of(0, 1, 2), layout(figure, "xaxis").get("tickvals"));
        assertEquals(List.of("1", "1"), layout(figure, "yaxis").get("ticktext"));
        assertEquals("reversed", layout(figure, "yaxis").get("autorange"));
    }

    @Test
    void namesThatDifferStayNames() {
        var figure = Charts.heatMap("", new String[] {"f", "i"}, new String[] {"a", "b"}, new double[2][2], "x")
                .plotly();
        var trace = (Map<?, ?>) ((List<?>) figure.get("data")).get(0);

        assertEquals(List.of("a", "b"), trace.get("x"));
        assertFalse(layout(figure, "xaxis").containsKey("ticktext"));
    }

    /** Plotly takes "14 2" for 142, and rows 4 and 2 for numbers. */
    @Test
    void namesThatLookLikeNumbersStayNames() {
        var bars = Chart.of("")
                .bars("", new String[] {"1 2", "14 2"}, new double[2])
                .plotly();
        assertEquals("category", layout(bars, "xaxis").get("type"));
        var heat = Charts.alignment("", List.of("4", "2"), List.of("4", "2", "[END]"), new float[3][2])
                .plotly();
        assertEquals("category", layout(heat, "xaxis").get("type"));
        assertEquals("category", layout(heat, "yaxis").get("type"));
        assertEquals("linear", layout(ALIGNMENT.plotly(), "xaxis").get("type"));
        assertFalse(
                layout(Chart.of("").line("a", new double[3]).plotly(), "xaxis").containsKey("type"));
    }

    @Test
    void everyLetterIsWrittenInThePicture() {
        var letters =
                IntStream.range(0, 40).mapToObj(i -> "" + (char) ('A' + i % 26)).toList();
        String svg =
                Charts.alignment("", letters, List.of("q"), new float[1][40]).svg();

        for (char c = 'A'; c <= 'N'; c++) { // these are there twice
            assertEquals(2, svg.split(">" + c + "<", -1).length - 1, "" + c);
        }
    }

    @Test
    void aSliderShowsOneChartAtATime() {
        var second = Chart.of("second").line("a", new double[] {1, 2}).line("b", new double[] {3, 4});
        var slides =
                new Slides(List.of("one", "two"), List.of(Chart.of("first").line("a", new double[] {5, 6}), second));
        var figure = slides.plotly();

        var data = (List<?>) figure.get("data");
        assertEquals(
                List.of(true, false, false),
                data.stream().map(t -> ((Map<?, ?>) t).get("visible")).toList());
        var slider = (Map<?, ?>) ((List<?>) ((Map<?, ?>) figure.get("layout")).get("sliders")).get(0);
        var step = (Map<?, ?>) ((List<?>) slider.get("steps")).get(1);
        assertEquals("two", step.get("label"));
        var args = (List<?>) step.get("args");
        assertEquals(Map.of("visible", List.of(false, true, true)), args.get(0));
        // What both have in common stays, also what a page has made of it: axes in the colours of its theme.
        assertEquals(Map.of("title.text", "second", "showlegend", true, "hovermode", "x unified"), args.get(1));
        assertEquals(slides.charts().get(0).svg(), slides.svg());
    }

    @Test
    void slidesWithoutNamesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Slides(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Slides(List.of("a"), List.of()));
    }
}
