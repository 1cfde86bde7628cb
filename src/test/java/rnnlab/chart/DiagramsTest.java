package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnnlab.chart.Diagrams.Call;

class DiagramsTest {

    static Stream<Diagram> everyDiagram() {
        return Stream.of(
                Diagrams.gru(0.8, -0.3, 0.91, 0.3, -0.6),
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

    private static boolean white(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) == Color.WHITE.getRGB();
    }
}
