package rnnlab.jupyter;

import java.util.List;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;

/**
 * A declaration that uses names which nobody has defined, such as {@code doubl}. JShell takes it all the same, as a
 * later cell may define them.
 *
 * @param declared the method or class
 * @param missing what it uses, as JShell says it: {@code class doubl}, {@code method sigmoid(double)}, {@code variable
 *     w}
 * @param exists whether it can be named already, and only its bodies cannot run; a method with an unknown type in its
 *     heading does not exist, and nobody can call it
 */
record Unresolved(String declared, List<String> missing, boolean exists) {

    /** Whether something that the declaration uses is missing now. */
    static boolean isIn(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** What the declaration lacks now. */
    static Unresolved of(JShell shell, DeclarationSnippet snippet) {
        return new Unresolved(
                snippet instanceof MethodSnippet ? snippet.name() + "(...)" : snippet.name(),
                shell.unresolvedDependencies(snippet).distinct().toList(),
                shell.status(snippet) == Status.RECOVERABLE_DEFINED);
    }

    /** The same without the names that are in good hands. */
    Unresolved without(Set<String> names) {
        return new Unresolved(
                declared, missing.stream().filter(m -> !names.contains(name(m))).toList(), exists);
    }

    /** For a student, in a line: what cannot be used, what is missing, what to do. */
    String sentence() {
        var names =
                String.join(" and ", missing.stream().map(Unresolved::readable).toList());
        var one = missing.size() == 1;
        var what = declared + (exists ? " cannot run yet: it uses " : " does not exist: it needs ") + names + ", which "
                + (one ? "is" : "are") + " not defined. Correct the name, or define ";
        return what + (one ? "it" : "them") + (exists ? " before you use " + declared + "." : " first.");
    }

    private static String name(String dependency) {
        var name = dependency.substring(dependency.indexOf(' ') + 1);
        return name.contains("(") ? name.substring(0, name.indexOf('(')) : name;
    }

    /** JShell's {@code variable} may be a class as well: in {@code Mat.abs(x)} it cannot know. */
    private static String readable(String dependency) {
        var name = "'" + dependency.substring(dependency.indexOf(' ') + 1) + "'";
        if (dependency.startsWith("class ")) {
            return "the type " + name;
        }
        return dependency.startsWith("method ") ? "the method " + name : name;
    }
}
