package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import rnnlab.series.Datasets;
import rnnlab.series.Scaler;
import rnnlab.series.Series;
import rnnlab.series.Split;

/** Nothing of the test part reaches what is learned, on the way from a series to a forecast. */
class NoLeakTest {

    /** What one run has made of the training part, and its forecast of the test part. */
    private record Outcome(Scaler scaler, float[] parameters, double[] trainForecast, double[] testForecast) {}

    @Test
    void otherValuesInTheTestPartChangeNeitherScalerNorWeightsNorTrainingForecasts() {
        var series = Datasets.eurPln().tail(600);
        int border = 390;
        double[] other = series.values();
        for (int t = border; t < other.length; t++) {
            other[t] = other[t] * 3 + t; // far outside of the training part's range
        }

        var first = run(series);
        var second = run(series.withValues(other));

        assertEquals(first.scaler, second.scaler);
        assertArrayEquals(first.parameters, second.parameters);
        assertArrayEquals(first.trainForecast, second.trainForecast);
        assertFalse(Arrays.equals(first.testForecast, second.testForecast));
    }

    @Test
    void aChangeInTheTrainingPartIsSeen() {
        var series = Datasets.eurPln().tail(600);
        double[] other = series.values();
        other[100] *= 1.5;
        assertFalse(Arrays.equals(run(series).parameters, run(series.withValues(other)).parameters));
    }

    private static Outcome run(Series series) {
        var split = Split.byFraction(series, 0.65);
        var scaler = Scaler.minMax(split.train());
        var scaled = scaler.scale(split);
        var train = scaled.trainWindows(10, 1);
        var test = scaled.testWindows(10, 1);
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list()
                .layer(new LastTimeStep(new LSTM.Builder().nOut(4).build()))
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
        network.init();
        Trainer.of(network).epochs(2).validation(test.dataSet()).quiet().fit(train.dataSet());
        return new Outcome(
                scaler,
                network.params().toFloatVector(),
                train.predicted("train", network.output(train.features()), 0, scaler, "PLN")
                        .values(),
                test.predicted("test", network.output(test.features()), 0, scaler, "PLN")
                        .values());
    }
}
