package rnnlab.grading;

/** Hands a class that a shell has defined to its program. */
public final class Evaluated {

    private static Class<?> type;

    private Evaluated() {}

    public static synchronized void set(Class<?> newest) {
        type = newest;
    }

    static synchronized Class<?> get() {
        return type;
    }
}
