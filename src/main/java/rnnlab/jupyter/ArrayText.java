package rnnlab.jupyter;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.StringJoiner;
import org.nd4j.linalg.api.ndarray.INDArray;
import rnnlab.report.CellText;

/** Arrays as text: type and shape first, then the values, rounded, the middle left out of long ones. */
final class ArrayText {

    private static final int SHOWN = 20;
    private static final long SHOWN_ELEMENTS = 200;
    private static final int DIGITS = 4;

    private ArrayText() {}

    static String of(INDArray array) {
        return "INDArray " + array.dataType() + " " + Arrays.toString(array.shape()) + "\n"
                + array.toString(SHOWN_ELEMENTS, false, DIGITS);
    }

    /**
     * The text of a Java array.
     *
     * @param array of any component type
     */
    static String of(Object array) {
        return array.getClass().getComponentType().getSimpleName() + "[" + Array.getLength(array) + "] "
                + values(array);
    }

    private static String values(Object array) {
        int length = Array.getLength(array);
        var text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < length; i++) {
            if (length > SHOWN && i == SHOWN / 2) {
                text.add("...");
                i = length - SHOWN / 2;
            }
            text.add(value(Array.get(array, i)));
        }
        return text.toString();
    }

    private static String value(Object value) {
        if (value == null || !value.getClass().isArray()) {
            return value instanceof Double || value instanceof Float
                    ? CellText.rounded(((Number) value).doubleValue())
                    : "" + value;
        }
        return values(value);
    }
}
