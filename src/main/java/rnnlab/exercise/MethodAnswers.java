package rnnlab.exercise;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers by static methods of this process: a notebook's or a class's. */
public final class MethodAnswers implements Answers {

    private final Function<String, List<Method>> methods;
    private final Supplier<String> undefined;

    /** @param methods the methods of a name, the newest last */
    public MethodAnswers(Function<String, List<Method>> methods) {
        this(methods, () -> "");
    }

    /**
     * @param methods the methods of a name, the newest last
     * @param undefined which names the methods use that are not defined, in words
     */
    public MethodAnswers(Function<String, List<Method>> methods, Supplier<String> undefined) {
        this.methods = methods;
        this.undefined = undefined;
    }

    @Override
    public List<Signature> named(String name) {
        return methods.apply(name).stream().map(Signature::of).toList();
    }

    @Override
    public Object call(Signature wanted, Object... arguments) {
        var method = methods.apply(wanted.name()).stream()
                .filter(m -> wanted.matches(Signature.of(m)))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> Mistake.because("There is no method " + wanted + " any more."));
        try {
            method.setAccessible(true);
            return Plain.of(method.invoke(null, arguments));
        } catch (InvocationTargetException e) {
            throw thrown(wanted, e.getCause());
        } catch (IllegalAccessException | IllegalArgumentException | StackOverflowError e) {
            throw thrown(wanted, e);
        }
    }

    /** A student's exception in words; the stack trace is not among them. */
    private Mistake thrown(Signature method, Throwable e) {
        if (e instanceof Mistake m) {
            return m;
        }
        if (e instanceof UnsupportedOperationException) {
            return Mistake.because(method.name() + " is not written yet, or calls something that is not.")
                    .with("threw", e.getClass().getSimpleName() + text(e));
        }
        if (e instanceof StackOverflowError) {
            return Mistake.because(
                    method.name() + " calls itself without end: every recursion needs a case that stops it.");
        }
        if (e instanceof OutOfMemoryError) {
            return Mistake.because(method.name() + " asks for more memory than there is.");
        }
        if (e.getClass().getName().equals("jdk.jshell.spi.SPIResolutionException")) {
            return Mistake.because(method.name() + " uses a name that is not defined. " + undefined.get());
        }
        return Mistake.because(method.name() + " threw " + e.getClass().getSimpleName() + text(e));
    }

    private static String text(Throwable e) {
        try {
            return e.getMessage() == null
                    ? ""
                    : ": " + e.getMessage().lines().findFirst().orElse("");
        } catch (Throwable broken) { // the message of a student's own exception is the student's code too
            return "";
        }
    }
}
