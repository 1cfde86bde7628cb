package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import rnnlab.chart.Diagrams.Read;
import rnnlab.chart.Diagrams.Said;
import rnnlab.chart.Diagrams.Written;

class AttentionDiagramsTest {

    static final Diagram ENCODER_DECODER = Diagrams.encoderDecoder(
            "\u201e1 May\u201c read and written",
            "1 May"
                    .chars()
                    .mapToObj(c -> new Read("" + (char) c, new double[] {0.5, -0.25}))
                    .toList(),
            List.of(
                    new Written("[START]", new double[] {0.5, 1}, "0", 0.75),
                    new Written("0", new double[] {-1, 0}, "[END]", 0.5)));

    static final Diagram ATTENTION = Diagrams.attention(
            "step 1",
            List.of("1", " ", "M"),
            new double[] {0.25, 0.0004, 0.7496},
            "[START]",
            List.of(new Said("2", 0.875), new Said("1", 0.1), new Said("3", 0.02), new Said("4", 0.005)));

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
}
