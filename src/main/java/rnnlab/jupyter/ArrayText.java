package rnnlab.jupyter;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays as text: type and shape first, then the values, rounded, the middle left out of long ones, a row on each line.
 */
final class ArrayText {

    private static final int SHOWN = 20;
    private static final int SHOWN_OF_MANY_DIMENSIONS = 6;
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
        int dimensions = dimensions(array.getClass());
        String type = array.getClass().getTypeName().replace("[]", "");
        String shape = "[" + Array.getLength(array) + "]" + "[]".repeat(dimensions - 1);
        return type.substring(type.lastIndexOf('.') + 1).replaceFirst(".*\\$", "")
                + shape
                + (dimensions == 1 ? " " : "\n")
                + values(array, dimensions, 1, ValueText.top());
    }

    /** The values alone, on one line. */
    static String inline(Object array, ValueText.Nested nested) {
        return values(array, 1, 0, nested);
    }

    private static String values(Object array, int dimensions, int indent, ValueText.Nested nested) {
        int length = Array.getLength(array);
        int shown = dimensions > 2 ? SHOWN_OF_MANY_DIMENSIONS : nested.shown(SHOWN);
        String between = dimensions > 1 ? ",\n" + " ".repeat(indent) : ", ";
        var text = new StringBuilder("[");
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                text.append(between);
            }
            if (length > shown && i == shown / 2) {
                text.append("...").append(between);
                i = length - shown / 2;
            }
            Object value = Array.get(array, i);
            text.append(
                    dimensions > 1 && value != null
                            ? values(value, dimensions - 1, indent + 1, nested)
                            : nested.text(value));
        }
        return text.append("]").toString();
    }

    private static int dimensions(Class<?> type) {
        return type.isArray() ? 1 + dimensions(type.getComponentType()) : 0;
    }
}
