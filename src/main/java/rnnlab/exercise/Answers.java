package rnnlab.exercise;

import java.util.List;

/** A student's methods, wherever they run: in this notebook, in a test's class, in another process. */
public interface Answers {

    /** The student's methods of this name; empty when there is none. */
    List<Signature> named(String name);

    /**
     * Calls a method and gives its result as {@linkplain Plain plain data}.
     *
     * @throws Mistake when the method threw, took too long or gave something that cannot be checked
     */
    Object call(Signature method, Object... arguments);
}
