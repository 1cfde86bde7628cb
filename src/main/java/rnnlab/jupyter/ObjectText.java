package rnnlab.jupyter;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Objects as text: their own text; what they hold, where they have none; what they are for, where that says more. */
final class ObjectText {

    private static final String OF_CELLS = "REPL."; // the package of classes that a cell defines

    private ObjectText() {}

    static String of(Object value, ValueText.Nested nested) {
        var type = value.getClass();
        if (value instanceof INDArray a) {
            return nested.depth() == 0 ? ArrayText.of(a) : "INDArray " + Arrays.toString(a.shape());
        }
        if (value instanceof Throwable e) {
            return exception(e, nested);
        }
        if (value instanceof Class<?> c) {
            return c.isArray() ? "class " + c.getTypeName() : ownText(c);
        }
        if (value instanceof BaseStream<?, ?> stream) {
            return stream(stream);
        }
        if (type.isHidden()) {
            return lambda(type);
        }
        if (value instanceof Iterator<?> && !hasOwnText(type)) {
            return "an Iterator; next() gives its next value";
        }
        if (type.isRecord() && isImplicit(type)) {
            return record(value, nested);
        }
        if (hasOwnText(type)) {
            return ownText(value);
        }
        if (type.getName().startsWith(OF_CELLS)) {
            return fields(value, nested);
        }
        return described(type) + (nested.depth() == 0 && !isAnonymous(type) ? ", of " + type.getPackageName() : "");
    }

    /** The name of the class from which a class has its toString. */
    static String declaresText(Class<?> type) {
        return toString(type).getDeclaringClass().getName();
    }

    private static boolean hasOwnText(Class<?> type) {
        return toString(type).getDeclaringClass() != Object.class;
    }

    private static Method toString(Class<?> type) {
        try {
            return type.getMethod("toString");
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every class has one", e);
        }
    }

    /** Without the number that Java puts behind an object's class. */
    private static String ownText(Object value) {
        String text;
        try {
            text = value.toString();
        } catch (Throwable e) { // also a stack that overflows, in what contains itself
            return described(value.getClass()) + "; its toString() fails: " + e;
        }
        if (text == null) {
            return described(value.getClass()) + "; its toString() gives null";
        }
        String class_ = value.getClass().getName() + "@";
        return text.startsWith(class_)
                ? name(value.getClass()) + text.substring(class_.length()).replaceFirst("^[0-9a-f]+", "")
                : text;
    }

    private static String exception(Throwable e, ValueText.Nested nested) {
        String text = ownText(e);
        for (var cause = e.getCause(); nested.depth() == 0 && cause != null; cause = cause.getCause()) {
            text += "\n    caused by " + ownText(cause);
        }
        return text;
    }

    private static String stream(BaseStream<?, ?> stream) {
        return stream instanceof Stream
                ? "a Stream, read when it is used, once: .toList() gives its values"
                : "a" + (stream instanceof IntStream ? "n Int" : stream instanceof LongStream ? " Long" : " Double")
                        + "Stream, read when it is used, once: .toArray() gives its values";
    }

    private static String lambda(Class<?> type) {
        var function = type.getInterfaces().length == 0 ? type : type.getInterfaces()[0];
        String call = Arrays.stream(function.getMethods())
                .filter(m -> Modifier.isAbstract(m.getModifiers()))
                .filter(m -> Arrays.stream(Object.class.getMethods())
                        .noneMatch(o -> o.getName().equals(m.getName())))
                .map(m -> "; ." + m.getName() + (m.getParameterCount() == 0 ? "()" : "(...)") + " calls it")
                .findFirst()
                .orElse("");
        return described(function) + call;
    }

    private static String record(Object value, ValueText.Nested nested) {
        var text = new StringJoiner(", ", name(value.getClass()) + "[", "]");
        for (var component : value.getClass().getRecordComponents()) {
            text.add(component.getName() + "="
                    + part(
                            component.getAccessor(),
                            () -> component.getAccessor().invoke(value),
                            nested));
        }
        return text.toString();
    }

    private static String fields(Object value, ValueText.Nested nested) {
        var text = new StringJoiner(", ", name(value.getClass()) + "{", "}");
        for (var type = value.getClass(); type.getName().startsWith(OF_CELLS); type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    text.add(field.getName() + "=" + part(field, () -> field.get(value), nested));
                }
            }
        }
        return text.toString();
    }

    private interface Part {
        Object get() throws ReflectiveOperationException;
    }

    private static String part(AccessibleObject access, Part part, ValueText.Nested nested) {
        try {
            access.setAccessible(true);
            return nested.deeper().text(part.get());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "?";
        }
    }

    /** A record's toString is final where the compiler wrote it. */
    private static boolean isImplicit(Class<?> type) {
        return Modifier.isFinal(toString(type).getModifiers());
    }

    /** "a Random", "an Object". */
    static String described(Class<?> type) {
        String name = name(type);
        return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    private static String name(Class<?> type) {
        if (!isAnonymous(type)) {
            return type.getSimpleName();
        }
        return (type.getInterfaces().length > 0 ? type.getInterfaces()[0] : type.getSuperclass()).getSimpleName();
    }

    /** JShell gives a class without a name a name of its own. */
    private static boolean isAnonymous(Class<?> type) {
        return type.isAnonymousClass() || type.getSimpleName().startsWith("$JShell$");
    }
}
