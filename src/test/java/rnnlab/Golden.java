package rnnlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;

/**
 * One case of src/test/resources/golden: what Keras computes in double precision, written by
 * src/test/python/golden_keras.py, whose head tells the layouts.
 */
public final class Golden {
    private final String name;
    private final JsonNode root;

    private Golden(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    /** The case of this name, as "lstm-mask-left". */
    public static Golden of(String name) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no file golden/" + name + ".json");
            }
            return new Golden(name, new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number of the case's settings, as "units", "loss" or "learning_rate". */
    public double setting(String key) {
        return child(root.path("settings"), key).asDouble();
    }

    /** True when the case has this array: a mask, a start state. */
    public boolean has(String array) {
        return root.path("arrays").has(array);
    }

    /** The array's numbers, the last index fastest. */
    public double[] doubles(String array) {
        return StreamSupport.stream(
                        child(root.path("arrays"), array).path("data").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** The array's numbers as floats. */
    public float[] floats(String array) {
        var values = doubles(array);
        var floats = new float[values.length];
        for (int k = 0; k < values.length; k++) {
            floats[k] = (float) values[k];
        }
        return floats;
    }

    /** The array's whole numbers: tokens, labels, masks. */
    public int[] ints(String array) {
        return wholeNumbers(array, "data");
    }

    /** The array's shape. */
    public int[] shape(String array) {
        return wholeNumbers(array, "shape");
    }

    @Override
    public String toString() {
        return name + ": " + root.path("about").asText();
    }

    private int[] wholeNumbers(String array, String part) {
        return StreamSupport.stream(child(root.path("arrays"), array).path(part).spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    private JsonNode child(JsonNode node, String key) {
        if (!node.has(key)) {
            throw new IllegalArgumentException("golden/" + name + ".json has no " + key);
        }
        return node.get(key);
    }
}
