package rnnlab.grading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
}
