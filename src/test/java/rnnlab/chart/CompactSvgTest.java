package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompactSvgTest {
    private static final String RED = "fill:none;stroke:rgb(255,0,0);";

    private static String line(String style, double x1, double y1, double x2, double y2) {
        return "<line style=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>\n".formatted(style, x1, x2, y1, y2);
    }

    @Test
    void linesThatGoOnBecomeOne() {
        String svg = "<g>" + line(RED, 1, 2, 3, 4) + line(RED, 3, 4, 5.123456, 6) + "</g>";
        assertEquals(
                "<g><polyline style=\"" + RED + "\" points=\"1.0,2.0 3.0,4.0 5.1,6.0\"/>\n</g>", CompactSvg.of(svg));
    }

    @Test
    void aGapAnotherStyleOrSomethingBetweenBeginsANewOne() {
        String gap = line(RED, 1, 2, 3, 4) + line(RED, 7, 4, 5, 6);
        String other = line(RED, 1, 2, 3, 4) + line("stroke:blue;", 3, 4, 5, 6);
        String between = line(RED, 1, 2, 3, 4) + "<rect/>" + line(RED, 3, 4, 5, 6);
        for (String svg : new String[] {gap, other, between}) {
            assertEquals(2, CompactSvg.of(svg).split("<polyline", -1).length - 1, svg);
        }
        assertTrue(CompactSvg.of(between).contains("<rect/>"));
    }

    @Test
    void numbersThatAreReadStayAsTheyAre() {
        String svg = "<text x=\"1.2345\">f = 0.6832, x=\"1.2345</text>";
        assertEquals("<text x=\"1.2\">f = 0.6832, x=\"1.2345</text>", CompactSvg.of(svg));
    }

    @Test
    void aChartOfManyValuesIsAFractionAsLong() {
        double[] values = IntStream.range(0, 5000).mapToDouble(Math::sin).toArray();
        String svg = Charts.series("sine", "", values).svg();
        assertTrue(svg.length() < 120_000, svg.length() + " characters");
    }
}
