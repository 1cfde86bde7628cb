package rnnlab.jupyter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Says when a cell runs which names it uses that nobody has defined. The kernel alone is silent until something is
 * called.
 *
 * <p>An unknown type in a heading is an error: there is no such method then. An unknown name in a body is one line: the
 * method may be the first of two that call each other, and works as soon as a later cell defines the other. What the
 * rest of the same cell declares is not missing.
 */
final class UndefinedNames {

    private final BaseKernel kernel;
    private final JShell shell;
    private String rest; // of the cell, while it is run from here

    private UndefinedNames(BaseKernel kernel, JShell shell) {
        this.kernel = kernel;
        this.shell = shell;
    }

    /**
     * From now on this kernel's cells say it.
     *
     * @throws ReflectiveOperationException when the kernel is not the Java kernel
     */
    static void install(BaseKernel kernel) throws ReflectiveOperationException {
        var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        shell.onSnippetEvent(new UndefinedNames(kernel, shell)::look);
    }

    /** JShell calls this after each snippet of a cell; what is thrown here ends the cell. */
    private void look(SnippetEvent event) {
        if (event.exception() instanceof UnresolvedReferenceException called) {
            throw new UndefinedNameException(
                    Unresolved.of(shell, called.getSnippet()).sentence());
        }
        // An event with a cause is about an older declaration.
        if (event.causeSnippet() != null || !(event.snippet() instanceof DeclarationSnippet snippet)) {
            return;
        }
        if (!Unresolved.isIn(event.status())) {
            return;
        }
        var snippets = split(rest != null ? rest : CellSource.of(kernel));
        var unresolved = Unresolved.of(shell, snippet).without(declaredBy(snippets));
        if (unresolved.missing().isEmpty()) {
            return;
        }
        if (event.status() == Status.RECOVERABLE_DEFINED) {
            System.out.println(unresolved.sentence());
        } else {
            runRest(snippets, snippet.source());
            throw new UndefinedNameException(unresolved.sentence());
        }
    }

    /** What stands below the broken declaration may be right, and may be what is graded. */
    private void runRest(List<String> snippets, String broken) {
        int next = 0;
        while (next < snippets.size() && !snippets.get(next++).contains(broken)) {
            continue;
        }
        var before = rest;
        rest = String.join("", snippets.subList(next, snippets.size()));
        try {
            var evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
            Method eval = evaluator.getClass().getMethod("eval", JShell.class, String.class);
            eval.invoke(evaluator, shell, rest);
        } catch (InvocationTargetException later) {
            return; // the first error of a cell is the one that is told
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            rest = before;
        }
    }

    private List<String> split(String code) {
        var snippets = new ArrayList<String>();
        var info = shell.sourceCodeAnalysis().analyzeCompletion(code);
        while (info.completeness().isComplete()) {
            snippets.add(info.source());
            info = shell.sourceCodeAnalysis().analyzeCompletion(info.remaining());
        }
        return snippets;
    }

    private Set<String> declaredBy(List<String> snippets) {
        return snippets.stream()
                .flatMap(source -> shell.sourceCodeAnalysis().sourceToSnippets(source).stream())
                .filter(DeclarationSnippet.class::isInstance)
                .map(snippet -> ((DeclarationSnippet) snippet).name())
                .collect(Collectors.toSet());
    }
}
