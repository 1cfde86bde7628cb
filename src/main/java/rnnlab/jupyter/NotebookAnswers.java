package rnnlab.jupyter;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import rnnlab.exercise.Exercises;
import rnnlab.exercise.MethodAnswers;
import rnnlab.exercise.Mistake;
import rnnlab.exercise.lab.Labs;

/** The methods that the notebook has defined, for the checks of the exercises. */
public final class NotebookAnswers {

    private NotebookAnswers() {}

    /**
     * Lets {@code check(...)} know the labs' exercises and call the methods of this kernel's notebook.
     *
     * @throws ReflectiveOperationException when the kernel is not the Java kernel
     */
    public static void install(BaseKernel kernel) throws ReflectiveOperationException {
        var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        var evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
        var classLoader = evaluator.getClass().getMethod("getClassLoader");
        Exercises.offer(Labs::catalogue);
        Exercises.install(new MethodAnswers(
                name -> {
                    try {
                        return methods(shell, (ClassLoader) classLoader.invoke(evaluator), name);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(
                                "the notebook's methods cannot be reached; restart the kernel", e);
                    }
                },
                () -> undefined(shell)));
    }

    /** What the bodies of the notebook's methods lack, a sentence for each. */
    private static String undefined(JShell shell) {
        return shell.snippets()
                .filter(snippet -> shell.status(snippet) == Snippet.Status.RECOVERABLE_DEFINED)
                .map(snippet ->
                        Unresolved.of(shell, (DeclarationSnippet) snippet).sentence())
                .collect(Collectors.joining(" "));
    }

    /**
     * The notebook's methods of this name that are still valid, the newest last. JShell keeps each in a class of its
     * own.
     *
     * @throws Mistake when the newest has an unknown type in its heading: then it has no class
     */
    private static List<Method> methods(JShell shell, ClassLoader loader, String name)
            throws ReflectiveOperationException {
        var className = Snippet.class.getDeclaredMethod("classFullName");
        className.setAccessible(true);
        var methods = new ArrayList<Method>();
        var snippets = shell.methods().filter(m -> m.name().equals(name)).toList();
        for (int i = 0; i < snippets.size(); i++) {
            var snippet = snippets.get(i);
            if (shell.status(snippet) == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                if (i < snippets.size() - 1) {
                    continue;
                }
                throw Mistake.because(Unresolved.of(shell, snippet).sentence());
            }
            var wrapper = loader.loadClass((String) className.invoke(snippet));
            Arrays.stream(wrapper.getDeclaredMethods())
                    .filter(m -> m.getName().equals(name) && !m.isSynthetic())
                    .forEach(methods::add);
        }
        return methods;
    }
}
