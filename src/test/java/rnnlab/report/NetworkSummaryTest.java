package rnnlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
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

    @Test
    void behindAnEmbeddingTheTimeIsOpenAsItIsBeforeIt() {
        var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new EmbeddingSequenceLayer.Builder().nIn(7).nOut(4).build())
                .layer(new LSTM.Builder().nOut(3).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(7).build())
                .setInputType(InputType.recurrent(7))
                .build());
        net.init();
        assertEquals(
                List.of("[batch, 4, time]", "[batch, 3, time]", "[batch, 7, time]"),
                NetworkSummary.of(net).rows().stream().map(row -> row.get(2)).toList());
    }
}
