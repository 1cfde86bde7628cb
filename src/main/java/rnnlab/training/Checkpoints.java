package rnnlab.training;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.files.AtomicFile;
import rnnlab.files.Escapes;

/**
 * The best and the last epoch of a training run, as files in a folder.
 *
 * <p>A file is what Deeplearning4j's {@code ModelSerializer} writes, the optimiser's state included, with the history
 * beside it in the same zip. It is written under another name and then renamed: whoever looks finds the old one or
 * the new one, whole, even when the machine stops in between.
 */
public final class Checkpoints {

    private static final String HISTORY = "history.csv";

    /** The names of a checkpoint's own files. */
    private static final List<String> OWN = List.of(
            HISTORY,
            ModelSerializer.CONFIGURATION_JSON,
            ModelSerializer.COEFFICIENTS_BIN,
            ModelSerializer.UPDATER_BIN,
            ModelSerializer.NORMALIZER_BIN,
            ModelSerializer.PREPROCESSOR_BIN,
            ModelSerializer.NO_PARAMS_MARKER);

    private final Path folder;

    /** Checkpoints in this folder, which is made when the first one is written. */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** The epoch with the lowest loss so far. */
    public Path best() {
        return folder.resolve("best.zip");
    }

    /** The last finished epoch. */
    public Path last() {
        return folder.resolve("last.zip");
    }

    /**
     * Makes the folder and tries whether files can be written there, so that it is known before training, not after.
     */
    void prepare() {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "try", ".tmp"));
        } catch (IOException e) {
            throw new CheckpointException("checkpoints cannot be written to " + folder + ": " + reason(e), e);
        }
    }

    /** Saves this epoch as the last one, and as the best one when it is; a failure is returned as one line. */
    Optional<String> save(Model network, History history, boolean isBest, Map<String, String> attachments) {
        Path part = folder.resolve("part-" + ProcessHandle.current().pid() + ".tmp");
        try {
            var texts = new LinkedHashMap<>(attachments);
            texts.put(HISTORY, String.join("\n", lines(history)) + "\n");
            write(network, texts, part);
            if (isBest) {
                Path copy = folder.resolve(part.getFileName() + ".best");
                Files.copy(part, copy, StandardCopyOption.REPLACE_EXISTING);
                AtomicFile.replace(copy, best());
            }
            AtomicFile.replace(part, last());
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            AtomicFile.discard(part);
            AtomicFile.discard(folder.resolve(part.getFileName() + ".best"));
            return Optional.of("epoch " + history.last().number() + " could not be saved in " + folder + ": "
                    + reason(e) + ". The checkpoint of the epoch before is still there; training goes on.");
        }
    }

    /**
     * @throws IllegalArgumentException when a text of that name cannot be put beside the network and come back the
     *     same
     */
    static void checkAttachment(String name, String text) {
        if (name.isBlank()
                || name.endsWith("/")
                || !Escapes.isWellFormed(name)
                || name.length() > 1_000
                || OWN.contains(name)) {
            throw new IllegalArgumentException(
                    "name: \"" + Escapes.printable(name) + "\" cannot be the name of an attached file;"
                            + " choose another, for example notes.txt. Taken are " + String.join(", ", OWN));
        }
        if (!Escapes.isWellFormed(text)) {
            throw new IllegalArgumentException("text: what should be attached as " + name + " holds half a character"
                    + " (a surrogate without its other half), which no text file can hold; take it out");
        }
    }

    /** The network as Deeplearning4j writes it, and these texts beside it in the same zip. */
    private static void write(Model network, Map<String, String> texts, Path file) throws IOException {
        var written = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, written, true);
        try (var from = new ZipInputStream(new ByteArrayInputStream(written.toByteArray()));
                var to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.transferTo(to);
            }
            for (var text : texts.entrySet()) {
                to.putNextEntry(new ZipEntry(text.getKey()));
                to.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /**
     * Puts the last epoch's parameters and optimiser state into this network; empty where there is no checkpoint yet.
     */
    Optional<History> restoreLast(Model network) {
        if (!Files.exists(last())) {
            return Optional.empty();
        }
        Model saved = load(last());
        // Not numParams(), which leaves out the parameters of vertices that are no layers.
        long there = saved.params().length(), here = network.params().length();
        if (there != here || saved.getClass() != network.getClass()) {
            throw new CheckpointException(
                    last() + " holds a " + saved.getClass().getSimpleName() + " with " + there
                            + " parameters, this network is a "
                            + network.getClass().getSimpleName() + " with " + here
                            + ": choose another folder, or the network that was saved",
                    null);
        }
        network.setParams(saved.params());
        if (network instanceof MultiLayerNetwork to && saved instanceof MultiLayerNetwork from) {
            INDArray state = from.getUpdater().getStateViewArray(); // null for an optimiser without state
            if (state != null) {
                to.getUpdater().setStateViewArray(to, state, false);
            }
            to.setIterationCount(from.getIterationCount());
            to.setEpochCount(from.getEpochCount());
        } else if (network instanceof ComputationGraph to && saved instanceof ComputationGraph from) {
            INDArray state = from.getUpdater().getStateViewArray();
            if (state != null) {
                to.getUpdater().getStateViewArray().assign(state);
            }
            to.getConfiguration().setIterationCount(from.getConfiguration().getIterationCount());
            to.getConfiguration().setEpochCount(from.getConfiguration().getEpochCount());
        }
        return Optional.of(history(last()));
    }

    /** The network in a checkpoint file, with its optimiser's state. */
    public static Model load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException("there is no checkpoint " + file + ": train first", null);
        }
        try {
            boolean graph;
            try (var zip = FileSystems.newFileSystem(file)) {
                graph = Files.readString(zip.getPath("configuration.json")).contains("\"networkInputs\"");
            }
            return graph
                    ? ModelSerializer.restoreComputationGraph(file.toFile(), true)
                    : ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(file + " is not a checkpoint, or is damaged: " + reason(e), e);
        }
    }

    /** The history up to the epoch in a checkpoint file. */
    public static History history(Path file) {
        try (var zip = FileSystems.newFileSystem(file)) {
            List<History.Epoch> epochs = new ArrayList<>();
            for (String line : Files.readAllLines(zip.getPath(HISTORY))) {
                String[] cells = line.split(",");
                if (!cells[0].equals("epoch")) {
                    epochs.add(new History.Epoch(
                            Integer.parseInt(cells[0]),
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2]),
                            cells.length > 4 ? Double.parseDouble(cells[4]) : Double.NaN, // not in older files
                            Double.parseDouble(cells[3])));
                }
            }
            return new History(epochs, History.End.RUNNING);
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(file + " holds no history of its training: " + reason(e), e);
        }
    }

    private static List<String> lines(History history) {
        List<String> lines = new ArrayList<>(List.of("epoch,train loss,validation loss,seconds,learning rate"));
        for (var e : history.epochs()) {
            lines.add(e.number() + "," + e.trainLoss() + "," + e.validationLoss() + "," + e.seconds() + ","
                    + e.learningRate());
        }
        return lines;
    }

    private static String reason(Exception e) {
        if (e instanceof AccessDeniedException) {
            return "no permission to write there";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
