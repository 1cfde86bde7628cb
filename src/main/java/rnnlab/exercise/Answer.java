package rnnlab.exercise;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one call of a student's method gave, and the questions that a check asks about it. */
public final class Answer {

    private static final double TOLERANCE = 1e-6;

    private final String called;
    private final Object value;
    private final String reason;

    Answer(String called, Object value, String reason) {
        this.called = called;
        this.value = value;
        this.reason = reason;
    }

    /** The same answer; when it is wrong, the student reads this sentence too. */
    public Answer because(String sentence) {
        return new Answer(called, value, sentence);
    }

    /** It must be this, numbers to six decimals (relative, from 1 on). */
    public Answer is(Object expected) {
        return within(TOLERANCE, expected);
    }

    /** It must be this, numbers to within {@code tolerance * max(1, |expected|)}. */
    public Answer within(double tolerance, Object expected) {
        var mistake = Comparison.of(value, Plain.of(expected), tolerance);
        if (mistake.isPresent()) {
            throw told(mistake.get());
        }
        return this;
    }

    /** It must have this property, which the student reads when it does not: {@code holds(p >= 0, "not negative")}. */
    public Answer holds(boolean property, String wanted) {
        if (!property) {
            throw told(Mistake.because("").after("wanted", wanted).after("came", Show.value(value)));
        }
        return this;
    }

    /** The answer as a number. */
    public double number() {
        if (value instanceof Number n && Double.isFinite(n.doubleValue())) {
            return n.doubleValue();
        }
        throw not("a finite number");
    }

    /** The answer as an array of numbers. */
    public double[] numbers() {
        if (value instanceof double[] a) {
            return a.clone();
        }
        if (value instanceof int[] a) {
            return java.util.Arrays.stream(a).asDoubleStream().toArray();
        }
        if (value instanceof List<?> l && l.stream().allMatch(Number.class::isInstance)) {
            return l.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
        }
        throw not("a list of numbers");
    }

    /** The answer as rows of numbers. */
    public double[][] rows() {
        if (value instanceof List<?> l && l.stream().allMatch(double[].class::isInstance)) {
            return l.stream().map(row -> ((double[]) row).clone()).toArray(double[][]::new);
        }
        throw not("a table of numbers");
    }

    /** The answer as text. */
    public String text() {
        if (value instanceof String s) {
            return s;
        }
        throw not("a text");
    }

    /** A component of an answer that is a record, a map or a network. */
    public Answer part(String name) {
        if (value instanceof Map<?, ?> m && m.containsKey(name)) {
            return new Answer(called + "." + name, m.get(name), reason);
        }
        throw not("a value with a part '" + name + "'");
    }

    /** An item of an answer that is an array or a list, from 0. */
    public Answer item(int index) {
        var items = Comparison.items(value).orElseThrow(() -> not("an array"));
        if (items.size() <= index) {
            throw not("an array with at least " + (index + 1) + " items");
        }
        return new Answer(called + "[" + index + "]", items.get(index), reason);
    }

    /** A layer of a network: its class's name and its sizes. */
    public record Layer(String type, long inputs, long outputs, String activation) {}

    /** The layers of an answer that is a network or its configuration. */
    public List<Layer> layers() {
        try {
            var layers = new ArrayList<Layer>();
            for (var conf : new ObjectMapper().readTree(part("json").text()).path("confs")) {
                var layer = conf.path("layer");
                var inner = layer.has("underlying") ? layer.path("underlying") : layer;
                layers.add(new Layer(
                        last(inner.path("@class").asText()),
                        inner.path("nin").asLong(inner.path("nIn").asLong()),
                        inner.path("nout").asLong(inner.path("nOut").asLong()),
                        last(inner.path("activationFn").path("@class").asText()).replace("Activation", "")));
            }
            return layers;
        } catch (IOException e) {
            throw not("a network");
        }
    }

    /** The values of the lines of an answer that is a chart, in the order in which they are drawn. */
    public List<double[]> lines() {
        if (!(part("marks").value() instanceof List<?> marks)) {
            throw not("a chart");
        }
        return marks.stream()
                .filter(m -> m instanceof Map<?, ?> map && map.get("y") instanceof double[])
                .map(m -> ((double[]) ((Map<?, ?>) m).get("y")).clone())
                .toList();
    }

    private static String last(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** The answer as plain data. */
    public Object value() {
        return value;
    }

    private Mistake not(String wanted) {
        return told(Mistake.because("").after("wanted", wanted).after("came", Show.value(value)));
    }

    private Mistake told(Mistake mistake) {
        var told = mistake.after("called", called);
        return reason.isEmpty() ? told : told.with("why", reason);
    }
}
