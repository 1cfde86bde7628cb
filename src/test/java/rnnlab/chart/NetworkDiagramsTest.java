package rnnlab.chart;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A picture of a network")
class NetworkDiagramsTest {
    private static final UnrolledNetwork NETWORK = UnrolledNetwork.of(
                    "Two units, three steps",
                    new double[][] {{1}, {2}, {3}},
                    new double[][] {{0.12, -0.41}, {0.31, -1.23}, {4.56, -7.89}},
                    new double[] {9.87})
            .weights(new double[][] {{1, -1}}, new double[][] {{0.5, 0.1}, {-0.2, 2}}, new double[][] {{1}, {-3}})
            .legend("Wx = 1, -1");

    @Test
    void hasTheNumbersInIt() {
        var svg = NETWORK.svg();
        for (var number : new String[] {"0.12", "-0.41", "0.31", "-1.23", "4.56", "-7.89", "9.87", "Wx = 1, -1"}) {
            assertTrue(svg.contains(">" + number + "<"), number);
        }
    }

    @Test
    void ofAnLstmUnitHasItsGatesAndStates() {
        var svg = new LstmCell("A step", 1, 0.11, 0.22, 0.33, 0.44, 0.55, 0.66, 0.77, 0.88).svg();
        for (var text : new String[] {
            "forget 0.33", "input 0.44", "candidate 0.55", "output 0.66", "0.11", "0.22", "0.77", "0.88"
        }) {
            assertTrue(svg.contains(">" + text + "<"), text);
        }
        assertTrue(svg.contains(">0.07 kept<")); // 0.33 * 0.22
        assertTrue(svg.contains(">0.24 comes in<")); // 0.44 * 0.55
    }

    @Test
    void ofAFoldedNodeHasItsFiveParameters() {
        var svg = new FoldedNode("A node", 0.11, 0.22, 0.33, 0.44, 0.55).svg();
        for (var text : new String[] {"w1 = 0.11", "b1 = 0.22", "w2 = 0.33", "w3 = 0.44", "b2 = 0.55"}) {
            assertTrue(svg.contains(text), text);
        }
    }

    @Test
    void needsAsManyInputsAsHiddenValues() {
        assertThrows(
                IllegalArgumentException.class,
                () -> UnrolledNetwork.of("", new double[2][1], new double[3][1], new double[0]));
    }
}
