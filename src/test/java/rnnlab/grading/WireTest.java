package rnnlab.grading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import rnnlab.AnyText;

/** Between a submission's process and the referee. */
class WireTest {

    @Property
    void anyTextArrives(@ForAll(supplier = AnyText.class) String a, @ForAll(supplier = AnyText.class) String b)
            throws IOException {
        assertEquals(a, Wire.value(Wire.bytes(a)));
        assertArrayEquals(new String[] {a, b}, (String[]) Wire.value(Wire.bytes(new String[] {a, b})));
        var nested = List.of(a, Map.of(a, List.of(b, 1, 2.5), b + "2", a), Arrays.asList(null, b));
        assertEquals(nested, Wire.value(Wire.bytes(nested)));
    }

    @Property
    void whatIsCutOffIsNoValue(@ForAll(supplier = AnyText.class) String text) {
        byte[] bytes = Wire.bytes(List.of(text, text));
        for (int end = 0; end < bytes.length; end++) {
            byte[] part = Arrays.copyOf(bytes, end);
            assertThrows(IOException.class, () -> Wire.value(part));
        }
    }

    @Property
    void everyNumberArrivesAsWhatItWas(@ForAll double d, @ForAll long l, @ForAll int i, @ForAll boolean b)
            throws IOException {
        for (Object v :
                new Object[] {d, l, i, b, (long) i, Double.NaN, -0.0, 1 / 0.0, -1 / 0.0, Double.MIN_VALUE, null}) {
            assertEquals(v, Wire.value(Wire.bytes(v)));
        }
    }

    @Property
    void everyArrayKeepsItsKind(@ForAll double[] d, @ForAll int[] i, @ForAll long[] l, @ForAll boolean[] b)
            throws IOException {
        var arrays = List.of(
                d,
                i,
                l,
                b,
                new double[][] {d, {}},
                new int[][] {{}, i},
                new double[][][] {{d}, {}},
                new String[] {"a", null},
                new int[][] {null});
        for (var a : arrays) {
            var arrived = Wire.value(Wire.bytes(a));
            assertEquals(a.getClass(), arrived.getClass());
            assertArrayEquals(new Object[] {a}, new Object[] {arrived});
        }
    }

    @Property
    void bytesWithAFaultAreNoValueOrAnotherValueOfTheSameKinds(
            @ForAll byte[] any, @ForAll int place, @ForAll byte fault) {
        byte[] bytes =
                Wire.bytes(List.of("text", new double[] {1, 2}, Map.of("key", List.of(true, 5L)), new String[] {"a"}));
        bytes[Math.floorMod(place, bytes.length)] = fault;
        for (byte[] received : List.of(bytes, any)) {
            try {
                Wire.bytes(Wire.value(received)); // which takes nothing else
            } catch (IOException noValue) {
                continue;
            }
        }
    }

    @Example
    void lengthsThatTheMessageCannotHoldAndNestingWithoutEndAreNoValue() {
        for (char type : "([{S".toCharArray()) {
            var bytes = new byte[100];
            bytes[0] = (byte) type;
            Arrays.fill(bytes, 1, 6, (byte) 1); // of an array its kind, of a text its way of writing, then the length
            assertThrows(IOException.class, () -> Wire.value(bytes), "length after " + type);
        }
        var nested = new ArrayList<Object>();
        for (int k = 0; k < 20; k++) {
            nested = new ArrayList<>(List.of(nested));
        }
        var bytes = Wire.bytes(nested);
        assertThrows(IOException.class, () -> Wire.value(bytes));
    }

    @Example
    void nothingElseIsSent() {
        for (Object v : List.of(new Object(), new float[1], new Object[0], BigInteger.ONE, 'c', 1f, Thread.State.NEW)) {
            assertThrows(
                    UncheckedIOException.class,
                    () -> Wire.bytes(v),
                    v.getClass().getName());
        }
    }

    @Example
    void theLargestAnswerFitsIntoAMessage() {
        var values = new double[4_000_000];
        assertTrue(Wire.bytes(values).length < Wire.LARGEST);
    }
}
