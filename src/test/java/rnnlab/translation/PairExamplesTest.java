package rnnlab.translation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.dl4j.DataSetExamples;
import rnnlab.dl4j.Engine;
import rnnlab.layers.AdditiveAttention;
import rnnlab.text.Unit;
import rnnlab.text.Vocabulary;
import rnnlab.training.CheckpointException;
import rnnlab.training.Trainer;

/** Pairs as a network reads them: one step behind, masked, some words replaced by its own. */
class PairExamplesTest {

    private static final List<Pair> PAIRS =
            List.of(new Pair("abc", "x", "", ""), new Pair("b", "yyx", "", ""), new Pair("ca", "xy", "", ""));
    private static final PairVocabulary VOCABULARY = PairVocabulary.of(Unit.CHARACTER, PAIRS);

    static ComputationGraph encoderDecoder(PairVocabulary vocabulary, int units) {
        var network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.02))
                .graphBuilder()
                .addInputs("source", "target")
                .setInputTypes(
                        InputType.recurrent(vocabulary.source().size()),
                        InputType.recurrent(vocabulary.target().size()))
                .addLayer("letters", embedding(vocabulary.source().size()), "source")
                .addLayer("written", embedding(vocabulary.target().size()), "target")
                .addLayer("encoder", lstm(units), "letters")
                .addVertex("last", new LastTimeStepVertex("source"), "encoder")
                .addVertex("repeated", new DuplicateToTimeSeriesVertex("target"), "last")
                .addVertex("read", new MergeVertex(), "written", "repeated")
                .addLayer("decoder", lstm(units), "read")
                .addLayer(
                        "output",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(vocabulary.target().size())
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "decoder")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    private static EmbeddingSequenceLayer embedding(int tokens) {
        return new EmbeddingSequenceLayer.Builder().nIn(tokens).nOut(8).build();
    }

    private static LSTM lstm(int units) {
        return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
    }

    @Test
    void theDecoderReadsOneTokenBehindWhatItSays() {
        var examples = PairExamples.of(PAIRS, VOCABULARY);
        int start = VOCABULARY.start(), end = VOCABULARY.end();
        int x = VOCABULARY.target().index("x"), y = VOCABULARY.target().index("y");
        assertArrayEquals(new int[] {start, y, y, x}, examples.inputs()[1]);
        assertArrayEquals(new int[] {y, y, x, end}, examples.labels()[1]);
        assertArrayEquals(VOCABULARY.source().encode("b"), examples.sources()[1]);
        assertEquals(
                4,
                IntStream.of(Vocabulary.PADDING, start, end, VOCABULARY.target().index("?"))
                        .distinct()
                        .count());
    }

    @Test
    void aTargetIsReadBackUpToItsEnd() {
        int[] target = VOCABULARY.target("yx");
        assertEquals("yx", VOCABULARY.text(target));
        int[] longer = Arrays.copyOf(target, 6);
        longer[4] = longer[5] = VOCABULARY.target().index("x");
        assertEquals("yx", VOCABULARY.text(longer));
    }

    @Test
    void aVocabularyWithoutStartIsRefused() {
        var words = Vocabulary.characters("abc");
        assertThrows(IllegalArgumentException.class, () -> new PairVocabulary(words, words));
    }

    /** Both forms of the same pairs have the same loss, in the engine and in Deeplearning4j. */
    @Test
    void examplesAndDataSetAreTheSame() {
        var pairs = PairExamples.of(PAIRS, VOCABULARY);
        var network = encoderDecoder(VOCABULARY, 5);
        int[] all = {0, 1, 2};
        double ours = Engine.of(network).loss(pairs.examples(), all);
        double theirs = Engine.of(network).loss(DataSetExamples.of(pairs.dataSet()), all);
        assertEquals(ours, theirs, 1e-6);
        int tokens = Arrays.stream(pairs.labels()).mapToInt(row -> row.length).sum();
        assertEquals(ours, network.score(pairs.dataSet()) * PAIRS.size() / tokens, 1e-5);
    }

    /** A longer pair beside it fills a pair with padding, which changes nothing of what is said. */
    @Test
    void paddingChangesNothing() {
        var network = encoderDecoder(VOCABULARY, 5);
        var engine = Engine.of(network);
        INDArray alone = engine.output(
                        PairExamples.of(PAIRS.subList(2, 3), VOCABULARY).examples())
                .get(0);
        INDArray beside =
                engine.output(PairExamples.of(PAIRS, VOCABULARY).examples()).get(0);
        for (int t = 0; t < 3; t++) {
            for (int v = 0; v < VOCABULARY.target().size(); v++) {
                assertEquals(alone.getDouble(0, v, t), beside.getDouble(2, v, t), 1e-6);
            }
        }
    }

    @Test
    void anEncoderDecoderLearnsAFewPairs() {
        var network = encoderDecoder(VOCABULARY, 16);
        var history = Trainer.of(network)
                .epochs(120)
                .batchSize(3)
                .quiet()
                .fit(PairExamples.of(PAIRS, VOCABULARY).examples());
        assertTrue(history.last().trainLoss() < 0.05, () -> "" + history.last());
    }

    private static ComputationGraph withAttention(int hidden) {
        var network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("source", "target")
                .setInputTypes(
                        InputType.recurrent(VOCABULARY.source().size()),
                        InputType.recurrent(VOCABULARY.target().size()))
                .addLayer("encoder", lstm(5), "source")
                .addLayer("asks", lstm(5), "target")
                .addVertex("context", new AdditiveAttention(hidden), "asks", "encoder")
                .addVertex("joined", new MergeVertex(), "asks", "context")
                .addLayer(
                        "output",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(VOCABULARY.target().size())
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "joined")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    /** Networks that differ in a vertex alone: a graph's own count of parameters is the same for both. */
    @Test
    void aCheckpointOfAnotherAttentionIsRefused(@TempDir Path folder) {
        var examples = PairExamples.of(PAIRS, VOCABULARY).examples();
        Trainer.of(withAttention(3)).epochs(1).checkpoints(folder).quiet().fit(examples);
        var other = Trainer.of(withAttention(4))
                .epochs(2)
                .checkpoints(folder)
                .resume()
                .quiet();
        var e = assertThrows(CheckpointException.class, () -> other.fit(examples));
        long parameters = withAttention(3).params().length();
        assertTrue(
                e.getMessage()
                        .contains("with " + parameters + " parameters, this network is a ComputationGraph with "
                                + (parameters
                                        + 12)), // 5 + 5 weights, a bias and one of the output for each hidden unit
                e.getMessage());
    }

    @Test
    void noShareLeavesTheInputsAndAWholeOneTakesTheNetworksWords() {
        var pairs = PairExamples.of(PAIRS, VOCABULARY);
        var network = encoderDecoder(VOCABULARY, 5);
        var none = ScheduledSampling.mixed(pairs, network, 0, 1);
        assertTrue(Arrays.deepEquals(pairs.inputs(), none.inputs()));
        var whole = ScheduledSampling.mixed(pairs, network, 1, 1);
        INDArray p = Engine.of(network).output(pairs.examples()).get(0);
        for (int i = 0; i < 3; i++) {
            assertEquals(VOCABULARY.start(), whole.inputs()[i][0]);
            for (int t = 1; t < whole.inputs()[i].length; t++) {
                int best = 0;
                for (int v = 1; v < VOCABULARY.target().size(); v++) {
                    best = p.getDouble(i, v, t - 1) > p.getDouble(i, best, t - 1) ? v : best;
                }
                assertEquals(best, whole.inputs()[i][t]);
            }
        }
        assertTrue(Arrays.deepEquals(pairs.labels(), whole.labels()));
        assertThrows(IllegalArgumentException.class, () -> ScheduledSampling.mixed(pairs, network, 1.5, 1));
    }

    @Test
    void aShareOfAHalfReplacesAboutHalf() {
        var many = DatesAndNumbers.ALL.pairs(Part.TRAINING, 600, 1);
        var vocabulary = PairVocabulary.of(Unit.CHARACTER, many);
        var pairs = PairExamples.of(many, vocabulary);
        var network = encoderDecoder(vocabulary, 5);
        var half = ScheduledSampling.mixed(pairs, network, 0.5, 1).inputs();
        var whole = ScheduledSampling.mixed(pairs, network, 1, 1).inputs();
        double replaced = 0, could = 0;
        for (int i = 0; i < whole.length; i++) {
            for (int t = 1; t < whole[i].length; t++) {
                if (whole[i][t] != pairs.inputs()[i][t]) {
                    could++;
                    replaced += half[i][t] == whole[i][t] ? 1 : 0;
                }
            }
        }
        assertEquals(0.5, replaced / could, 4 * Math.sqrt(0.25 / could));
        assertNotEquals(0, could);
    }
}
