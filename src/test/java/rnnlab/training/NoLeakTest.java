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
import rnnlab.forecast.Backtest;
import rnnlab.forecast.Band;
import rnnlab.forecast.BandMaker;
import rnnlab.forecast.ForecastExamples;
import rnnlab.forecast.Framing;
import rnnlab.forecast.Shrinkage;
import rnnlab.forecast.Target;
import rnnlab.series.Datasets;
import rnnlab.series.Frame;
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
        var network = network(1);
        Trainer.of(network).epochs(2).validation(test.dataSet()).quiet().fit(train.dataSet());
        return new Outcome(
                scaler,
                network.params().toFloatVector(),
                train.predicted("train", network.output(train.features()), 0, scaler, "PLN")
                        .values(),
                test.predicted("test", network.output(test.features()), 0, scaler, "PLN")
                        .values());
    }

    /**
     * What one run of the way of Projekt 6 has found: weight of the network, forecasts of the test part and their band.
     */
    private record Found(Shrinkage shrinkage, float[] parameters, Backtest train, Backtest test, Band band) {}

    /** Another file is joined, the network is tried in folds, and a band is drawn: none of it looks ahead. */
    @Test
    void aForecastWithSeveralInputsAWeightAndABandKnowsNothingOfTheFuture() {
        var price = Datasets.eurPln().tail(420).named("Close");
        var other = Datasets.eurUsd().tail(420).named("eurusd");
        int border = 273, changedFrom = 350;
        double[] prices = price.values(), others = other.values();
        for (int t = changedFrom; t < 420; t++) {
            prices[t] = 2 * prices[t] + t;
            others[t] = 7 * others[t] - t;
        }
        var first = find(Frame.of(price, other), border);
        var second = find(Frame.of(price.withValues(prices), other.withValues(others)), border);

        assertEquals(first.shrinkage, second.shrinkage);
        assertArrayEquals(first.parameters, second.parameters);
        assertArrayEquals(first.train.forecast(), second.train.forecast());
        // The forecast of the first changed day, and its band, were made before it.
        int same = changedFrom - border + 1;
        assertArrayEquals(head(first.test.forecast(), same), head(second.test.forecast(), same));
        assertArrayEquals(head(first.band.low(), same), head(second.band.low(), same));
        assertArrayEquals(head(first.band.high(), same), head(second.band.high(), same));
        assertFalse(Arrays.equals(first.band.high(), second.band.high()));
        assertFalse(Arrays.equals(first.test.forecast(), second.test.forecast()));
    }

    private static double[] head(double[] values, int count) {
        return Arrays.copyOf(values, count);
    }

    private static Found find(Frame data, int border) {
        Backtest folds = null;
        for (var fold : Split.walkForward(data.slice(0, border).series().get(0), 2, 0.5)) {
            int end = fold.train().size();
            var framing = Framing.fit(Target.RELATIVE, data.slice(0, end), 10, 1, 0);
            var unseen = framing.examples(data, end, end + fold.test().size());
            var network = trained(framing, framing.examples(data, 0, end));
            var forecast = unseen.backtest(network.output(unseen.features()));
            folds = folds == null ? forecast : folds.followedBy(forecast);
        }
        // A weight that is not zero, so that the network's own forecasts are compared.
        var measured = Shrinkage.of(folds.truth(), folds.forecast(), folds.before());
        var shrinkage = new Shrinkage(
                0.5 + measured.weight() / 2, measured.estimate(), measured.standardError(), measured.count());
        var framing = Framing.fit(Target.RELATIVE, data.slice(0, border), 10, 1, 0);
        var train = framing.examples(data, 0, border);
        var test = framing.examples(data, border, data.size());
        var network = trained(framing, train);
        var forecast = test.backtest(network.output(test.features())).shrunk(shrinkage);
        var bands = BandMaker.of(0.9, 1);
        bands.follow(folds.shrunk(shrinkage));
        return new Found(
                shrinkage,
                network.params().toFloatVector(),
                train.backtest(network.output(train.features())),
                forecast,
                bands.follow(forecast));
    }

    private static MultiLayerNetwork trained(Framing framing, ForecastExamples examples) {
        var network = network(framing.features());
        Trainer.of(network).epochs(2).cosine().quiet().fit(examples.dataSet());
        return network;
    }

    private static MultiLayerNetwork network(int features) {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list()
                .layer(new LastTimeStep(new LSTM.Builder().nOut(4).build()))
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(features))
                .build());
        network.init();
        return network;
    }
}
