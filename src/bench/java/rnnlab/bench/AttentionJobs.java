package rnnlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import rnnlab.dl4j.Engine;
import rnnlab.engine.Column;
import rnnlab.engine.Examples;
import rnnlab.layers.AdditiveAttention;
import rnnlab.layers.TransformerBuilder;

/** Jobs of kind "attention" and "attention-generate" by the course's engine; src/bench/attention.py describes them. */
final class AttentionJobs {
    private AttentionJobs() {}

    static void train(Job job, Turns turns) {
        CourseTraining.run(network(job), examples(job), job, turns);
    }

    /** Characters from the kept keys and values. */
    static void generate(Job job, Turns turns) {
        var network = network(job);
        var stream = Engine.of(network).stream();
        var random = new Random(1);
        turns.ready(network.params().length(), Turns.COURSE);
        while (turns.begin()) {
            stream.reset();
            int symbol = 0;
            for (int k = 0; k < job.integer("characters"); k++) {
                symbol = StockGenerating.draw(stream.next(symbol), random);
            }
            turns.end(Double.NaN);
        }
    }

    private static ComputationGraph network(Job job) {
        boolean causal = job.text("network").equals("causal");
        var type = InputType.recurrent(job.integer("vocabulary"));
        var graph = new NeuralNetConfiguration.Builder()
                .seed(job.seed())
                .updater(new Adam(job.number("rate")))
                .weightInit(new Glorot())
                .graphBuilder();
        if (causal) graph.addInputs("target").setInputTypes(type);
        else graph.addInputs("source", "target").setInputTypes(type, type);
        String last = job.text("network").equals("additive") ? recurrent(graph, job) : transformer(graph, job, causal);
        graph.addLayer(
                        "output",
                        new RnnOutputLayer.Builder(new LossMCXENT())
                                .nOut(job.integer("vocabulary"))
                                .activation(Activation.SOFTMAX)
                                .build(),
                        last)
                .setOutputs("output");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    private static String transformer(GraphBuilder graph, Job job, boolean causal) {
        var builder = new TransformerBuilder(
                        graph, job.integer("units"), job.integer("heads"), job.integer("feed"))
                .normaliseFirst();
        int vocabulary = job.integer("vocabulary"), depth = job.integer("depth");
        String target = builder.embedding("target", vocabulary, job.integer("positions"));
        if (causal) return builder.causal("layer", target, depth);
        String source = builder.embedding("source", vocabulary, job.integer("positions"));
        return builder.decoder("decoder", target, builder.encoder("encoder", source, depth), depth);
    }

    private static String recurrent(GraphBuilder graph, Job job) {
        int units = job.integer("units"), embedding = job.integer("embedding"), vocabulary = job.integer("vocabulary");
        graph.addLayer("source-tokens", embedding(vocabulary, embedding), "source")
                .addLayer("encoder", lstm(units), "source-tokens")
                .addVertex("last", new LastTimeStepVertex("source"), "encoder")
                .addVertex("again", new DuplicateToTimeSeriesVertex("target"), "last")
                .addLayer("target-tokens", embedding(vocabulary, embedding), "target")
                .addVertex("read", new MergeVertex(), "target-tokens", "again")
                .addLayer("decoder", lstm(units), "read")
                .addVertex("context", new AdditiveAttention(units), "decoder", "encoder")
                .addVertex("both", new MergeVertex(), "decoder", "context");
        return "both";
    }

    private static EmbeddingSequenceLayer embedding(int vocabulary, int units) {
        return new EmbeddingSequenceLayer.Builder()
                .nIn(vocabulary)
                .nOut(units)
                .build();
    }

    private static LSTM lstm(int units) {
        return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
    }

    private static Examples examples(Job job) {
        int n = job.count("train"), vocabulary = job.integer("vocabulary"), length = job.integer("length");
        List<Column> features = new ArrayList<>();
        if (!job.text("network").equals("causal")) {
            features.add(
                    Column.indices(job.ints("train", "source"), n, job.integer("sourceLength"), vocabulary, true));
        }
        features.add(Column.indices(job.ints("train", "x"), n, length, vocabulary, true));
        var labels = List.of(Column.indices(job.ints("train", "y"), n, length, vocabulary, true));
        List<Optional<Column>> masks = new ArrayList<>();
        features.forEach(feature -> masks.add(Optional.empty()));
        return Examples.of(features, labels, masks, List.of(Optional.empty()));
    }
}
