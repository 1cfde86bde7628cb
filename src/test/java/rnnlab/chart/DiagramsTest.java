package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnnlab.chart.Diagrams.Call;
import rnnlab.chart.Diagrams.LstmNumbers;
import rnnlab.chart.Diagrams.SequenceKind;

class DiagramsTest {

    private static final LstmCell CELL = new LstmCell("A step", 1, 0.11, 0.22, 0.33, 0.44, 0.55, 0.66, 0.77, 0.88);

    static Stream<Diagram> everyDiagram() {
        return Stream.of(
                AttentionDiagramsTest.ENCODER_DECODER,
                AttentionDiagramsTest.ATTENTION,
                Diagrams.gru(0.8, -0.3, 0.91, 0.3, -0.6),
                Diagrams.sequenceKinds(
                        new SequenceKind("many to one", List.of("not", "bad"), List.of("", "good")),
                        new SequenceKind("one to one, with a very long name to be seen", List.of("x"), List.of("y"))),
                Diagrams.slidingWindow("a", new double[] {1, 2, 3, 4, 5}, 3, 1, 2),
                Diagrams.gradients(
                        "a", new double[2], new double[2], new double[2], new String[] {"w"}, new double[1][2]),
                Diagrams.lanes("lanes", new String[][] {{"a", " "}, {"b", "\n"}}, 1),
                Diagrams.lanes("one", new String[][] {{"a"}}, 1),
                Diagrams.lstm("unit", List.of(new LstmNumbers(1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.1))),
                Diagrams.bidirectional("both", new String[] {"a", "?"}, new double[] {1, -0.25}, new double[2]),
                CELL.upTo(LstmCell.Part.CELL_STATE),
                CELL.upTo(LstmCell.Part.FORGET),
                CELL.upTo(LstmCell.Part.INPUT),
                CELL,
                Diagrams.callTree("3!", Call.of("f(3)", 6, Call.of("f(2)", 2, Call.of("f(1)", 1)))),
                lattice());
    }

    private static Diagram lattice() {
        double[][][] moves = {{{3, 1}, {0, 0}}, {{0, 2}, {0, 2}}};
        return Diagrams.lattice("paths", new String[] {"-", "a"}, new double[][] {{4, 3, 0}, {0, 1, 4}}, moves);
    }

    /** A head for each of the four moves that there are. */
    @Test
    void aLatticeHasAnArrowForEachMoveAndEmptyCirclesWhereNoPathIs() {
        String svg = lattice().svg();
        String none = Diagrams.lattice("paths", new String[] {"-", "a"}, new double[2][3], new double[2][2][2])
                .svg();
        assertEquals(4, count(svg, "<path") - count(none, "<path"), svg);
        assertTrue(svg.contains(">4<") && svg.contains(">3<") && !svg.contains(">0<"), svg);
        var wrong = assertThrows(
                IllegalArgumentException.class,
                () -> Diagrams.lattice("", new String[] {"a"}, new double[1][3], new double[3][1][1]));
        assertTrue(wrong.getMessage().contains("one fewer than there are steps"), wrong.getMessage());
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
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

    private static List<String> texts(Diagram diagram) {
        return Pattern.compile("<text[^>]*>([^<]*)</text>")
                .matcher(diagram.svg())
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void eachKindOfSequenceHasAnInputAndAnOutputWhereItSaysSo() {
        var texts = texts(Diagrams.sequenceKinds(
                new SequenceKind("many to one", List.of("not", "bad"), List.of("", "good")),
                new SequenceKind("one to many", List.of("picture", ""), List.of("a", "dog"))));
        for (String text : List.of("many to one", "not", "bad", "good", "one to many", "picture", "a", "dog")) {
            assertEquals(1, Collections.frequency(texts, text), text);
        }
        assertEquals(2, Collections.frequency(texts, "h2"));
        var e = assertThrows(
                IllegalArgumentException.class, () -> new SequenceKind("odd", List.of("a", "b"), List.of("c")));
        assertTrue(e.getMessage().contains("'odd' has 2 inputs and 1 outputs"), e.getMessage());
    }

    @Test
    void aWindowSlidesByOneStepForEachExample() {
        var texts = texts(Diagrams.slidingWindow("a", new double[] {11, 12, 13, 14, 15, 16}, 3, 1, 2));
        // The series once, and each value in the examples that hold it.
        var counts = List.of("11.00", "12.00", "13.00", "14.00", "15.00").stream()
                .map(v -> Collections.frequency(texts, v))
                .toList();
        assertEquals(List.of(2, 3, 3, 3, 2), counts);
        assertEquals(0, Collections.frequency(texts, "16.00"));
        assertThrows(
                IllegalArgumentException.class, () -> Diagrams.slidingWindow("a", new double[] {1, 2, 3}, 3, 1, 1));
    }

    @Test
    void sharesOfAllStepsAreSummed() {
        var texts = texts(Diagrams.gradients(
                "a",
                new double[] {1, 2},
                new double[] {3, 4},
                new double[] {5.5, 6.5},
                new String[] {"w1"},
                new double[][] {{0.25, 0.5}}));
        assertTrue(texts.containsAll(List.of("w1", "0.25", "+", "0.50", "=", "0.75", "5.50", "6.50")), texts + "");
        assertThrows(
                IllegalArgumentException.class,
                () -> Diagrams.gradients(
                        "a", new double[2], new double[2], new double[2], new String[] {"w"}, new double[1][3]));
    }

    @Test
    void lanesAreCutIntoChunksOfEqualLength() {
        String[][] lanes = {{"a", "b", "c", "d"}, {"e", " ", "g", "\n"}};
        var texts = texts(Diagrams.lanes("lanes", lanes, 2));
        assertTrue(
                texts.containsAll(List.of("batch 1", "batch 2", "lane 1", "lane 2", "a", "\u2423", "\u21b5")),
                texts + "");
        assertEquals(0, Collections.frequency(texts, "batch 3"));
        assertThrows(IllegalArgumentException.class, () -> Diagrams.lanes("", lanes, 3));
        assertThrows(IllegalArgumentException.class, () -> Diagrams.lanes("", new String[][] {{"a", "b"}, {"c"}}, 1));
    }

    @Test
    void anUnrolledLstmHasTheNumbersOfItsSteps() {
        var texts = texts(Diagrams.lstm(
                "unit",
                List.of(
                        new LstmNumbers(1, 0.11, 0.5, 0.44, 0.13, 0.14, 0.15),
                        new LstmNumbers(2, 0.21, 0.22, 0.23, 0.24, 0.25, 0.26))));
        // The state is multiplied by the forget gate; input gate times candidate is added: 0.5 * 0.44.
        assertTrue(
                texts.containsAll(List.of("\u00d7 0.11", "\u00d7 0.21", "+ 0.22", "0.14", "0.25", "0.15", "0.26")),
                texts + "");
    }

    @Test
    void aBidirectionalOutputHasBothDirections() {
        var texts = texts(Diagrams.bidirectional(
                "both", new String[] {"a", "?"}, new double[] {0.1, 0.2}, new double[] {0.3, 0.4}));
        assertTrue(texts.containsAll(List.of("0.10 0.30", "0.20 0.40", "a", "?")), texts + "");
    }

    @Test
    void anLstmUnitIsBuiltUpPartByPart() {
        assertEquals(2, Collections.frequency(texts(CELL.upTo(LstmCell.Part.CELL_STATE)), "0.22")); // c(t-1) as it is
        var forget = texts(CELL.upTo(LstmCell.Part.FORGET));
        assertTrue(forget.containsAll(List.of("forget 0.33", "0.07 kept", "0.07", "c(t) so far")), forget + "");
        assertTrue(forget.stream().noneMatch(t -> t.startsWith("input") || t.startsWith("output")), forget + "");
        var input = texts(CELL.upTo(LstmCell.Part.INPUT));
        assertTrue(
                input.containsAll(List.of("input 0.44", "candidate 0.55", "0.24 comes in", "0.77", "c(t)")),
                input + "");
        assertTrue(input.stream().noneMatch(t -> t.startsWith("output")), input + "");
        assertEquals(texts(CELL), texts(CELL.upTo(LstmCell.Part.OUTPUT)));
    }

    private static boolean white(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) == Color.WHITE.getRGB();
    }
}
