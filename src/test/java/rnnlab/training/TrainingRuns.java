package rnnlab.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.dl4j.DataSetExamples;
import rnnlab.engine.Examples;
import rnnlab.series.Synthetic;
import rnnlab.series.Windows;
import rnnlab.text.Recipes;
import rnnlab.text.TextWindows;
import rnnlab.text.Unit;
import rnnlab.text.Vocabulary;
import rnnlab.text.Words;
import rnnlab.text.kitchen.Kitchen;

/** Each way to train in the labs, in small: what tests train, in this process or in one that comes to grief. */
enum TrainingRuns {
    /** Windows of a series, dropout. */
    SERIES {
        @Override
        Examples examples() {
            return DataSetExamples.of(
                    Windows.of(Synthetic.waves(200, 21, 1), 20, 1).dataSet());
        }

        @Override
        MultiLayerNetwork network() {
            var output = new OutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY);
            return built(
                    InputType.recurrent(1),
                    new LastTimeStep(lstm(8).dropOut(0.8).build()),
                    output.build());
        }
    },

    /** The index of a character as one number, the next one as the label; dropout before the softmax. */
    CHARACTERS {
        @Override
        Examples examples() {
            var windows = TextWindows.every(LETTERS.encode(STORY), 20, 1);
            return Examples.scaledWindowsToNext(windows.tokens(), windows.starts(), 20, LETTERS.size());
        }

        @Override
        MultiLayerNetwork network() {
            var output = new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(LETTERS.size())
                    .activation(Activation.SOFTMAX);
            return built(
                    InputType.recurrent(1),
                    new LastTimeStep(lstm(8).build()),
                    output.dropOut(0.8).build());
        }
    },

    /** One-hot characters, a target at every step, the state carried from batch to batch. */
    CARRIED {
        @Override
        Examples examples() {
            var lanes = TextWindows.lanes(LETTERS.encode(STORY), 20, 4);
            return Examples.windows(lanes.tokens(), lanes.starts(), 20, LETTERS.size());
        }

        @Override
        MultiLayerNetwork network() {
            return built(InputType.recurrent(LETTERS.size()), lstm(8).build(), everyStep(LETTERS.size()));
        }

        @Override
        Trainer trainer(MultiLayerNetwork network) {
            return super.trainer(network).batchSize(4).stateful();
        }
    },

    /** Words of recipes, an embedding, padding at the end. */
    RECIPES {
        @Override
        Examples examples() {
            var windows = Recipes.windows(COOKED, WORDS, 60);
            return Examples.windows(windows.tokens(), windows.starts(), 60, WORDS.size());
        }

        @Override
        MultiLayerNetwork network() {
            var embedding =
                    new EmbeddingSequenceLayer.Builder().nIn(WORDS.size()).nOut(6);
            return built(
                    InputType.recurrent(WORDS.size()), embedding.build(), lstm(8).build(), everyStep(WORDS.size()));
        }
    };

    private static final String STORY = "the clock had stopped and nobody knew why it had stopped . ".repeat(12);
    static final Vocabulary LETTERS = Vocabulary.alphabetical(Unit.CHARACTER, STORY);
    private static final List<String> COOKED = cooked();
    static final Vocabulary WORDS = Vocabulary.words(COOKED, 400);

    private static List<String> cooked() {
        var kitchen = new Kitchen(1);
        return IntStream.range(0, 60)
                .mapToObj(i -> Words.spaced(kitchen.recipe().text()))
                .toList();
    }

    abstract Examples examples();

    /** With weights of a fixed seed. */
    abstract MultiLayerNetwork network();

    Trainer trainer(MultiLayerNetwork network) {
        return Trainer.of(network).batchSize(16).quiet();
    }

    /** Goes on from the last checkpoint in the folder, or begins. */
    History train(MultiLayerNetwork network, int epochs, Path checkpoints, TrainingListener listener) {
        return trainer(network)
                .epochs(epochs)
                .checkpoints(checkpoints)
                .resume()
                .listener(listener)
                .fit(examples());
    }

    private static LSTM.Builder lstm(int units) {
        return new LSTM.Builder().nOut(units).activation(Activation.TANH);
    }

    private static Layer everyStep(int classes) {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static MultiLayerNetwork built(InputType input, Layer... layers) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        var network = new MultiLayerNetwork(list.setInputType(input).build());
        network.init();
        return network;
    }

    /**
     * Another JVM that runs {@code main}, its output in {@code log}; {@code shell} may set limits and ends with exec.
     */
    static Process start(String shell, Class<?> main, Path log, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                "bash",
                "-c",
                shell + " \"$0\" \"$@\"",
                java,
                "@environment/compiler.options",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
