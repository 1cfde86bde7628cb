package rnnlab.bench;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.training.Forecasts;
import rnnlab.training.History;
import rnnlab.training.Trainer;
import rnnlab.training.TrainingListener;

/** What random networks are after training, to the bit: Fingerprints FROM TO, a line for each seed. */
public final class Fingerprints {
    private Fingerprints() {}

    /** Called by src/bench/fingerprints.py. */
    public static void main(String[] args) {
        IntStream.range(Integer.parseInt(args[0]), Integer.parseInt(args[1]))
                .forEach(seed -> System.out.println(seed + "\t" + line(seed)));
        System.exit(0);
    }

    private static String line(int seed) {
        var random = new RandomNetworks(seed);
        var notices = new StringBuilder();
        try {
            History history = Trainer.of(random.network)
                    .epochs(3)
                    .batchSize(random.batch)
                    .seed(seed)
                    .validation(random.data)
                    .listener(new Notices(notices))
                    .quiet()
                    .fit(random.data);
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, history.trainLoss());
            add(digest, history.validationLoss());
            add(digest, floats(random.network.params()));
            add(digest, floats(updaterState(random.network)));
            add(digest, floats(Forecasts.of(random.network, random.data.getFeatures())));
            return random.about() + (notices.length() > 0 ? " by Deeplearning4j" : "") + "\t"
                    + HexFormat.of().formatHex(digest.digest()).substring(0, 24);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return random.about() + "\t" + e.getClass().getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static INDArray updaterState(Model network) {
        return network instanceof MultiLayerNetwork row
                ? row.getUpdater().getStateViewArray()
                : ((ComputationGraph) network).getUpdater().getStateViewArray();
    }

    private static double[] floats(INDArray array) {
        return array == null ? new double[0] : array.dup('c').data().asDouble();
    }

    private static void add(MessageDigest digest, double[] numbers) {
        var bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        for (double number : numbers) bytes.putDouble(number);
        digest.update(bytes.array());
    }

    private record Notices(StringBuilder lines) implements TrainingListener {
        @Override
        public void notice(String line) {
            lines.append(line);
        }
    }
}
