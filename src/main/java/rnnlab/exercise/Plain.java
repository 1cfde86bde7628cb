package rnnlab.exercise;

import java.awt.Color;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.series.Series;

/**
 * What a student's method returned, as data that is the same in every process: null, Boolean, Integer, Long, Double,
 * String, boolean[], int[], long[], double[], List and Map of these. A float becomes a double, a record a Map of its
 * components, an array of more than one dimension a List of rows, a network a Map with its configuration ("json") and
 * parameters.
 */
final class Plain {

    private static final int DEEPEST = 10;
    private static final int MOST = 4_000_000;

    private int count;

    private Plain() {}

    /** @throws Mistake when the value is nested too deeply, holds too much, or breaks while it is read */
    static Object of(Object value) {
        return new Plain().plain(value, 0);
    }

    private Object plain(Object value, int depth) {
        if (depth > DEEPEST) {
            throw Mistake.because("the answer is nested more than " + DEEPEST + " levels deep");
        }
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Number n) {
            return n instanceof Short || n instanceof Byte ? (Object) n.intValue() : n.doubleValue();
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof TemporalAccessor) {
            return counted(value.toString(), value.toString().length());
        }
        if (value instanceof Enum<?> e) {
            return e.name();
        }
        if (value instanceof Color c) {
            return String.format("#%06x", c.getRGB() & 0xffffff);
        }
        if (value instanceof Optional<?> o) {
            return plain(o.orElse(null), depth + 1);
        }
        if (value instanceof Collection<?> c) {
            return list(c.toArray(), depth);
        }
        if (value instanceof Map<?, ?> m) {
            return map(m, depth);
        }
        if (value.getClass().isArray()) {
            return array(value, depth);
        }
        if (value instanceof INDArray a) {
            return tensor(a);
        }
        if (value instanceof Series s) {
            return map(
                    Map.of("name", s.name(), "unit", s.unit(), "values", s.values(), "dates", List.of((Object[])
                            s.dates())),
                    depth);
        }
        if (value instanceof Record r) {
            return record(r, depth);
        }
        return network(value, depth);
    }

    private Object array(Object a, int depth) {
        int n = Array.getLength(a);
        counted(a, n);
        if (a instanceof double[] d) {
            return d.clone();
        }
        if (a instanceof float[] f) {
            var d = new double[n];
            for (int i = 0; i < n; i++) {
                d[i] = f[i];
            }
            return d;
        }
        if (a instanceof long[] l) {
            return l.clone();
        }
        if (a instanceof boolean[] b) {
            return b.clone();
        }
        if (a instanceof char[] c) {
            return new String(c);
        }
        if (a instanceof Object[] o) {
            return list(o, depth);
        }
        var ints = new int[n];
        for (int i = 0; i < n; i++) {
            ints[i] = Array.getInt(a, i);
        }
        return ints;
    }

    private List<Object> list(Object[] items, int depth) {
        counted(items, items.length);
        var list = new ArrayList<Object>(items.length);
        for (var item : items) {
            list.add(plain(item, depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(Map<?, ?> map, int depth) {
        var plain = new LinkedHashMap<String, Object>();
        for (var e : map.entrySet()) {
            plain.put(String.valueOf(counted(e.getKey(), 1)), plain(e.getValue(), depth + 1));
        }
        return plain;
    }

    private Object record(Record record, int depth) {
        var plain = new LinkedHashMap<String, Object>();
        plain.put("record", record.getClass().getSimpleName());
        for (var component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                plain.put(component.getName(), plain(accessor.invoke(record), depth + 1));
            } catch (InvocationTargetException | IllegalAccessException | RuntimeException e) {
                if (e instanceof Mistake m) {
                    throw m;
                }
                throw Mistake.because("the component '" + component.getName() + "' of "
                        + record.getClass().getSimpleName() + " cannot be read");
            }
        }
        return plain;
    }

    private Object tensor(INDArray a) {
        counted(a, a.length() > MOST ? MOST + 1 : (int) a.length());
        if (a.rank() == 0) {
            return a.getDouble(0);
        }
        if (a.rank() == 1) {
            return a.toDoubleVector();
        }
        var rows = new ArrayList<Object>();
        for (long i = 0; i < a.size(0); i++) {
            rows.add(tensor(a.slice(i)));
        }
        return rows;
    }

    private Object network(Object value, int depth) {
        if (value instanceof MultiLayerConfiguration c) {
            return counted(Map.of("json", c.toJson()), 1);
        }
        if (value instanceof ComputationGraphConfiguration c) {
            return counted(Map.of("json", c.toJson()), 1);
        }
        if (value instanceof Model m) {
            var json = m instanceof MultiLayerNetwork n
                    ? n.getLayerWiseConfigurations().toJson()
                    : m instanceof ComputationGraph g ? g.getConfiguration().toJson() : "";
            return map(
                    Map.of(
                            "json",
                            json,
                            "parameters",
                            m.params().reshape(m.params().length())),
                    depth);
        }
        throw Mistake.because("the answer is a " + value.getClass().getSimpleName()
                + ", which cannot be checked; return numbers," + " text, arrays, lists or a network");
    }

    private <T> T counted(T value, int more) {
        count += more;
        if (count > MOST) {
            throw Mistake.because("the answer holds more than " + MOST + " values");
        }
        return value;
    }

    /** The same value, copied: a student's method may change the arrays that it is given. */
    static Object[] copies(Object... arguments) {
        return Arrays.stream(arguments).map(Plain::copy).toArray();
    }

    private static Object copy(Object value) {
        if (value instanceof double[] a) {
            return a.clone();
        }
        if (value instanceof float[] a) {
            return a.clone();
        }
        if (value instanceof int[] a) {
            return a.clone();
        }
        if (value instanceof String[] a) {
            return a.clone();
        }
        if (value instanceof int[][] a) {
            return Arrays.stream(a).map(int[]::clone).toArray(int[][]::new);
        }
        if (value instanceof double[][] a) {
            return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
        }
        if (value instanceof double[][][] a) {
            return Arrays.stream(a).map(row -> (double[][]) copy(row)).toArray(double[][][]::new);
        }
        return value;
    }
}
