package rnnlab.grading;

/** Hands a class that a shell has defined to its program. */
public final class Evaluated {

    private static Class<?> type;

    private Evaluated() {}

    /** Called by the shell, with the class that it has defined. */
    public static synchronized void set(Class<?> newest) {
        type = newest;
    }

    static synchronized Class<?> get() {
        return type;
    }
}
