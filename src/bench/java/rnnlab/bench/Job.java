package rnnlab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A job as src/bench/jobs.py describes it: its network and its data. */
record Job(JsonNode json) {

    static Job parse(String text) {
        try {
            return new Job(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the job is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** One layer: its name and its size (units; for dropout the rate). */
    record Layer(String name, double size) {
        int units() {
            return (int) size;
        }

        boolean recurrent() {
            return List.of("simple-rnn", "lstm", "gru").contains(name);
        }
    }

    List<Layer> layers() {
        return StreamSupport.stream(json.get("layers").spliterator(), false)
                .map(layer -> new Layer(layer.get(0).asText(), layer.get(1).asDouble()))
                .toList();
    }

    int integer(String key) {
        return json.get(key).asInt();
    }

    double number(String key) {
        return json.get(key).asDouble();
    }

    String text(String key) {
        return json.get(key).asText();
    }

    boolean has(String key) {
        return json.has(key);
    }

    long seed() {
        return json.path("seed").asLong(1);
    }

    boolean tokens() {
        return text("inputs").equals("tokens");
    }

    /** How many examples a part of the data has. */
    int count(String part) {
        return json.at("/data/" + part + "/n").asInt();
    }

    float[] floats(String part, String array) {
        var bytes = bytes(part, array).asFloatBuffer();
        var values = new float[bytes.remaining()];
        bytes.get(values);
        return values;
    }

    int[] ints(String part, String array) {
        var bytes = bytes(part, array).asIntBuffer();
        var values = new int[bytes.remaining()];
        bytes.get(values);
        return values;
    }

    private ByteBuffer bytes(String part, String array) {
        var file = Path.of(json.at("/data/" + part + "/" + array).asText());
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the job's data " + file, e);
        }
    }
}
