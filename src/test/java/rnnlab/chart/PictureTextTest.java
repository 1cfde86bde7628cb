package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import rnnlab.AnyText;

/** Whatever a series or a column is called, its picture can be saved and read. */
class PictureTextTest {

    private static Element svg(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    @Property(tries = 25)
    void aChartOfAnyNamesIsWellFormedSvg(@ForAll(supplier = AnyText.class) String any) throws Exception {
        var chart =
                Chart.of(any).x(any, any).y(any).line(any, new double[] {1, 2}).line(any + "2", new double[] {2, 1});
        assertEquals("svg", svg(chart.svg()).getTagName());
        chart.png();
        Path file = Files.createTempFile("chart", ".svg");
        try {
            assertEquals(chart.svg(), Files.readString(chart.save(file), StandardCharsets.UTF_8));
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 10)
    void aDiagramOfAnyNamesIsWellFormedSvg(@ForAll(supplier = AnyText.class) String any) throws Exception {
        var tree = Diagrams.callTree(any, Diagrams.Call.of(any, any, Diagrams.Call.of("<" + any, 1)));
        assertEquals("svg", svg(tree.svg()).getTagName());
        tree.png();
    }

    @Test
    void namesMayBeEmptyOrTheSameOrOfSeveralLines() throws Exception {
        for (String name :
                new String[] {"", " ", "same", "\n", "\r\n\n", "a\n\nb", "\u2028", "\0", "\ud83d", "level 1.0"}) {
            var lines = Chart.of(name)
                    .x(name)
                    .y(name)
                    .line(name, new double[] {1, 2})
                    .line(name, new double[] {2, 1});
            assertEquals("svg", svg(lines.level(1, name).level(1, name).svg()).getTagName());
            var bars = Chart.of(name).bars(name, new String[] {name, "b"}, new double[] {1, 2});
            assertEquals("svg", svg(bars.level(1, name).svg()).getTagName());
        }
    }
}
