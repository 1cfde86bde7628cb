package rnnlab.jupyter;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import rnnlab.exercise.Exercises;
import rnnlab.exercise.MethodAnswers;

/** The methods that the notebook has defined, for the checks of the exercises. */
public final class NotebookAnswers {

    private NotebookAnswers() {}

    /**
     * Lets {@code check(...)} call the methods of this kernel's notebook.
     *
     * @throws ReflectiveOperationException when the kernel is not the Java kernel
     */
    public static void install(BaseKernel kernel) throws ReflectiveOperationException {
        var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        var evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
        var classLoader = evaluator.getClass().getMethod("getClassLoader");
        Exercises.install(new MethodAnswers(name -> {
            try {
                return methods(shell, (ClassLoader) classLoader.invoke(evaluator), name);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the notebook's methods cannot be reached; restart the kernel", e);
            }
        }));
    }

    /** The notebook's methods of this name that are still valid, the newest last. JShell keeps each in a class of its own. */
    private static List<Method> methods(JShell shell, ClassLoader loader, String name)
            throws ReflectiveOperationException {
        var className = Snippet.class.getDeclaredMethod("classFullName");
        className.setAccessible(true);
        var methods = new ArrayList<Method>();
        for (MethodSnippet snippet :
                shell.methods().filter(m -> m.name().equals(name)).toList()) {
            var wrapper = loader.loadClass((String) className.invoke(snippet));
            Arrays.stream(wrapper.getDeclaredMethods())
                    .filter(m -> m.getName().equals(name) && !m.isSynthetic())
                    .forEach(methods::add);
        }
        return methods;
    }
}
