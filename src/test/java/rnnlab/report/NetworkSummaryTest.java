package rnnlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import rnnlab.dl4j.AttentionNetworks;
import rnnlab.layers.AdditiveAttention;

class NetworkSummaryTest {

    @Test
    void verticesThatAreNoLayersHaveTheirKindAndTheirParametersToo() {
        NetworkSummary summary = NetworkSummary.of(AttentionNetworks.recurrent(new AdditiveAttention(3)));
        List<String> row = summary.rows().stream()
                .filter(r -> r.get(0).equals("context"))
                .findFirst()
                .orElseThrow();
        // W and U [3][4], b and w [3].
        assertEquals(List.of("AdditiveAttention", "30"), List.of(row.get(1), row.get(3)));
        long sum = summary.rows().stream()
                .map(r -> r.get(3).replace(" ", ""))
                .filter(count -> !count.isEmpty())
                .mapToLong(Long::parseLong)
                .sum();
        assertTrue(summary.caption().contains(sum + " parameters"), summary.caption() + ", rows " + sum);
    }
}
