package rnnlab.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;
import rnnlab.engine.Examples;

/** Ten steps of the engine leave the parameters and the optimiser's state that ten steps of Deeplearning4j leave. */
class UpdatersTest {

    static Stream<IUpdater> updaters() {
        return Stream.of(
                new Sgd(0.3),
                new Nesterovs(0.1, 0.9),
                new Adam(0.01),
                new RmsProp(0.01),
                new AdaGrad(0.1),
                new Adam(new StepSchedule(ScheduleType.ITERATION, 0.02, 0.5, 3)));
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void everyUpdater(IUpdater updater) {
        compare(builder().updater(updater).biasUpdater(new Sgd(0.05)));
        compare(builder().updater(updater));
    }

    @ParameterizedTest
    @EnumSource(GradientNormalization.class)
    void everyClipping(GradientNormalization clipping) {
        compare(builder().updater(new Sgd(0.2)).gradientNormalization(clipping).gradientNormalizationThreshold(0.02));
    }

    @Test
    void theNormOfAllParametersTogether() {
        float[] free = change(Double.POSITIVE_INFINITY);
        double norm = norm(free);
        float[] clipped = change(norm / 4);
        assertEquals(norm / 4, norm(clipped), 1e-6 * norm);
        for (int i = 0; i < free.length; i++) {
            assertEquals(free[i] / 4, clipped[i], 1e-6 * norm, "parameter " + i);
        }
        assertArrayEquals(free, change(norm * 1.01));
    }

    /** What one step of plain gradient descent with rate 1 adds to the parameters: minus the clipped gradient. */
    private static float[] change(double limit) {
        MultiLayerNetwork network = network(builder().updater(new Sgd(1)));
        float[] before = network.params().toFloatVector();
        CourseEngine course = CourseEngine.of(network);
        course.clipGlobalNorm(limit);
        course.train(DataSetExamples.of(data()), AgainstDeeplearning4jTest.all(7));
        course.writeBack();
        float[] change = network.params().toFloatVector();
        for (int i = 0; i < change.length; i++) {
            change[i] -= before[i];
        }
        return change;
    }

    private static double norm(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += (double) number * number;
        }
        return Math.sqrt(sum);
    }

    @Test
    void penalties() {
        compare(builder().updater(new Adam(0.01)).l2(0.1).l1(0.01));
        compare(builder().updater(new Adam(0.01)).weightDecay(0.1));
    }

    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder().seed(12);
    }

    private static MultiLayerNetwork network(NeuralNetConfiguration.Builder builder) {
        var conf = builder.list()
                .layer(new LSTM.Builder()
                        .nIn(2)
                        .nOut(5)
                        .activation(Activation.TANH)
                        .build())
                .layer(new LastTimeStep(new LSTM.Builder()
                        .nIn(5)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build()))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        var network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }

    private static DataSet data() {
        Nd4j.getRandom().setSeed(1);
        return new DataSet(Nd4j.randn(7, 2, 5), Nd4j.randn(7, 2));
    }

    private static void compare(NeuralNetConfiguration.Builder builder) {
        MultiLayerNetwork ours = network(builder);
        MultiLayerNetwork theirs = ours.clone();
        DataSet examples = data();
        CourseEngine course = CourseEngine.of(ours);
        Examples data = DataSetExamples.of(examples);
        for (int i = 0; i < 10; i++) {
            double loss = course.train(data, AgainstDeeplearning4jTest.all(7));
            theirs.fit(examples);
            assertEquals(theirs.score(), loss, 1e-4);
        }
        course.writeBack();
        Compare.close(theirs.params().toFloatVector(), ours.params().toFloatVector(), 1e-4, "parameters");
        INDArray state = theirs.getUpdater().getStateViewArray();
        if (state != null) {
            Compare.close(
                    state.toFloatVector(),
                    ours.getUpdater().getStateViewArray().toFloatVector(),
                    2e-4,
                    "state of the optimiser");
        }
        assertEquals(10, ours.getIterationCount());
    }
}
