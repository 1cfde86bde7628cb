package rnnlab.exercise;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a method is called, takes and returns, written as in Java: {@code double hiddenState(double x, double
 * previous)}.
 *
 * @param returns the simple name of the returned type, without type arguments
 * @param name the method's name
 * @param types the parameters' types, as {@code returns}
 * @param names the parameters' names, as many as types
 */
public record Signature(String returns, String name, List<String> types, List<String> names) {

    public Signature {
        types = List.copyOf(types);
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException when the text is no method heading */
    public static Signature of(String text) {
        var plain = text.replaceAll("<[^()]*?>(?=[ \\[,)])", "").strip();
        var open = plain.indexOf('(');
        var head = open < 0 ? new String[0] : plain.substring(0, open).strip().split("\\s+");
        if (head.length != 2 || !plain.endsWith(")")) {
            throw new IllegalArgumentException(
                    "not a method heading: '" + text + "'; write it as 'double name(double x)'");
        }
        var types = new ArrayList<String>();
        var names = new ArrayList<String>();
        var inside = plain.substring(open + 1, plain.length() - 1).strip();
        for (var parameter : inside.isEmpty() ? new String[0] : inside.split("\\s*,\\s*")) {
            var parts = parameter.split("\\s+");
            if (parts.length != 2) {
                throw new IllegalArgumentException("'" + parameter + "' in '" + text + "' is not a type and a name");
            }
            types.add(parts[0]);
            names.add(parts[1]);
        }
        return new Signature(head[0], head[1], types, names);
    }

    /** The signature that a compiled method has. */
    public static Signature of(Method method) {
        return new Signature(
                method.getReturnType().getSimpleName(),
                method.getName(),
                Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList(),
                Arrays.stream(method.getParameters()).map(p -> p.getName()).toList());
    }

    /** Same name, same types; the parameters' names do not matter. */
    public boolean matches(Signature other) {
        return returns.equals(other.returns) && name.equals(other.name) && types.equals(other.types);
    }

    /** The call with these values, as one reads it: {@code hiddenState(x = 1.0, previous = 0.0)}. */
    public String call(Object... arguments) {
        return IntStream.range(0, arguments.length)
                .mapToObj(i -> (i < names.size() ? names.get(i) + " = " : "") + Show.value(arguments[i]))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    @Override
    public String toString() {
        return IntStream.range(0, types.size())
                .mapToObj(i -> types.get(i) + " " + names.get(i))
                .collect(Collectors.joining(", ", returns + " " + name + "(", ")"));
    }
}
