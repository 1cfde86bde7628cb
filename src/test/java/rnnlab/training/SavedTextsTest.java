package rnnlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.AnyText;
import rnnlab.files.Escapes;

/** What lies beside the network in a checkpoint. */
class SavedTextsTest {

    private static final MultiLayerNetwork NETWORK = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
            .list(new OutputLayer.Builder(LossFunction.MSE)
                    .activation(Activation.IDENTITY)
                    .nIn(1)
                    .nOut(1)
                    .build())
            .build());

    static {
        NETWORK.init();
    }

    private static History history(double... losses) {
        return new History(List.of(new History.Epoch(1, losses[0], losses[1], 0.01, losses[2])), History.End.RUNNING);
    }

    private interface Look {
        void at(Path checkpoint) throws IOException;
    }

    private static void saved(History history, Map<String, String> texts, Look look) throws IOException {
        Path folder = Files.createTempDirectory("checkpoint");
        var checkpoints = new Checkpoints(folder);
        try {
            assertEquals(Optional.empty(), checkpoints.save(NETWORK, history, false, texts));
            look.at(checkpoints.last());
        } finally {
            Files.deleteIfExists(checkpoints.last());
            Files.delete(folder);
        }
    }

    @Property(tries = 60)
    void anAttachedTextComesBackOrIsRefusedBeforeTraining(@ForAll(supplier = AnyText.class) String text)
            throws IOException {
        if (!Escapes.isWellFormed(text)) {
            var error = assertThrows(
                    IllegalArgumentException.class, () -> Trainer.of(NETWORK).attach("notes.txt", text));
            assertTrue(error.getMessage().startsWith("text: what should be attached as notes.txt"), error.getMessage());
            return;
        }
        Trainer.of(NETWORK).attach("notes.txt", text);
        saved(history(1, 2, 3), Map.of("notes.txt", text), checkpoint -> {
            try (var zip = FileSystems.newFileSystem(checkpoint)) {
                assertEquals(text, Files.readString(zip.getPath("notes.txt")));
            }
            assertEquals(NETWORK.params(), Checkpoints.load(checkpoint).params());
        });
    }

    @Property(tries = 60)
    void anyLossComesBack(@ForAll double train, @ForAll double validation, @ForAll double seconds) throws IOException {
        for (double special : new double[] {train, Double.NaN, Double.NEGATIVE_INFINITY, -0.0}) {
            var history = history(special, validation, seconds);
            saved(history, Map.of(), checkpoint -> assertEquals(history, Checkpoints.history(checkpoint)));
        }
    }

    @Test
    void aNameThatTheCheckpointHasAlreadyIsRefusedBeforeTraining() {
        for (String name :
                new String[] {"history.csv", "configuration.json", "coefficients.bin", "", " ", "a/", "\ud83d"}) {
            var error = assertThrows(
                    IllegalArgumentException.class, () -> Trainer.of(NETWORK).attach(name, "text"));
            assertTrue(error.getMessage().contains("cannot be the name of an attached file"), error.getMessage());
        }
    }
}
