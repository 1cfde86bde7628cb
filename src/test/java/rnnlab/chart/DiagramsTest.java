package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnnlab.chart.Diagrams.Call;
import rnnlab.chart.Diagrams.Read;
import rnnlab.chart.Diagrams.Said;
import rnnlab.chart.Diagrams.Written;

class DiagramsTest {

    private static final Diagram ENCODER_DECODER = Diagrams.encoderDecoder(
            "\u201e1 May\u201c read and written",
            "1 May"
                    .chars()
                    .mapToObj(c -> new Read("" + (char) c, new double[] {0.5, -0.25}))
                    .toList(),
            List.of(
                    new Written("[START]", new double[] {0.5, 1}, "0", 0.75),
                    new Written("0", new double[] {-1, 0}, "[END]", 0.5)));

    private static final Diagram ATTENTION = Diagrams.attention(
            "step 1",
            List.of("1", " ", "M"),
            new double[] {0.25, 0.0004, 0.7496},
            "[START]",
            List.of(new Said("2", 0.875), new Said("1", 0.1), new Said("3", 0.02), new Said("4", 0.005)));

    static Stream<Diagram> everyDiagram() {
        return Stream.of(
                Diagrams.gru(0.8, -0.3, 0.91, 0.3, -0.6),
                ENCODER_DECODER,
                ATTENTION,
                Diagrams.callTree("3!", Call.of("f(3)", 6, Call.of("f(2)", 2, Call.of("f(1)", 1)))));
    }

    @ParameterizedTest
    @MethodSource("everyDiagram")
    void nothingIsCutOffAtAnEdge(Diagram diagram) {
        BufferedImage image = diagram.image();
        int w = image.getWidth();
        int h = image.getHeight();

        assertEquals(2 * diagram.width(), w);
        assertTrue(IntStream.range(0, w).allMatch(x -> white(image, x, 0) && white(image, x, h - 1)));
        assertTrue(IntStream.range(0, h).allMatch(y -> white(image, 0, y) && white(image, w - 1, y)));
    }

    @ParameterizedTest
    @MethodSource("everyDiagram")
    void anSvgIsText(Diagram diagram) {
        assertTrue(diagram.svg().contains("<svg") && diagram.svg().strip().endsWith("</svg>"), "svg");
    }

    @Test
    void theNumbersOfAGruFollowItsEquation() {
        String svg = Diagrams.gru(0.8, -0.5, 0.75, 0.2, 0.4).svg();

        // h = 0.75 * -0.5 + 0.25 * 0.4 = -0.275; r h' = -0.1
        assertTrue(svg.contains("z h(t\u22121) = -0.38") && svg.contains("r h(t\u22121) = -0.10"), svg);
        assertTrue(svg.contains("(1 \u2212 z) g = 0.10"), svg);
    }

    @Test
    void anEncoderDecoderShowsWhatWasReadAndSaid() {
        String svg = ENCODER_DECODER.svg();

        for (String text : List.of(">1<", ">\u2423<", ">M<", ">[START]<", ">[END]<", ">75 %<", ">50 %<")) {
            assertTrue(svg.contains(text), () -> text + " in " + svg);
        }
    }

    @Test
    void statesOfDifferentLengthsAreRefused() {
        var read = List.of(new Read("a", new double[2]));
        var written = List.of(new Written("[START]", new double[3], "b", 1));
        var e = assertThrows(IllegalArgumentException.class, () -> Diagrams.encoderDecoder("", read, written));
        assertEquals("a state of 3 units beside one of 2; all need as many", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Diagrams.encoderDecoder("", read, List.of()));
    }

    @Test
    void attentionShowsItsWeightsAndTheThreeLikeliestTokens() {
        String svg = ATTENTION.svg();

        for (String text : List.of(">0.25<", ">0<", ">0.75<", ">2  87.5 %<", ">3  2.0 %<")) {
            assertTrue(svg.contains(text), () -> text + " in " + svg);
        }
        assertFalse(svg.contains("0.5 %"), svg);
        assertThrows(
                IllegalArgumentException.class,
                () -> Diagrams.attention("", List.of("a"), new double[2], "b", List.of()));
    }

    private static boolean white(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) == Color.WHITE.getRGB();
    }
}
