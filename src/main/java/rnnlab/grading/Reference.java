package rnnlab.grading;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/** A lecturer's notebook, evaluated: its solutions, and hidden tests that can call them. */
final class Reference implements AutoCloseable {

    private final JShell shell;

    /** @throws IOException when imports.txt is not in the module's jar */
    Reference() throws IOException {
        var classpath = System.getProperty("java.class.path");
        shell = JShell.builder()
                .executionEngine("local")
                .compilerOptions("-classpath", classpath)
                .build();
        for (var jar : classpath.split(File.pathSeparator)) {
            shell.addToClasspath(jar);
        }
        try (var imports = Reference.class.getResourceAsStream("/rnnlab/imports.txt")) {
            if (imports == null) {
                throw new IOException("rnnlab/imports.txt is missing in the module's jar");
            }
            evaluate("the imports", new String(imports.readAllBytes(), StandardCharsets.UTF_8));
        }
        evaluate("the imports", "import rnnlab.exercise.*; import static rnnlab.grading.Hidden.hidden;");
    }

    /**
     * @throws IllegalArgumentException when a part does not compile or throws, with the cell's name and the compiler's
     *     words
     */
    void evaluate(String cell, String source) {
        var analysis = shell.sourceCodeAnalysis();
        var rest = source;
        while (!rest.isBlank()) {
            var part = analysis.analyzeCompletion(rest);
            if (part.completeness() == Completeness.EMPTY) {
                return;
            }
            var code = part.source();
            if (code == null) {
                throw new IllegalArgumentException(cell + ": incomplete code:\n" + rest);
            }
            for (var event : shell.eval(code)) {
                var snippet = event.snippet();
                if (event.status() == Snippet.Status.REJECTED || event.exception() != null) {
                    throw new IllegalArgumentException(cell + ": " + problem(snippet, event.exception()) + "\n" + code);
                }
                if (snippet instanceof DeclarationSnippet d
                        && event.status() != Snippet.Status.VALID
                        && event.status() != Snippet.Status.OVERWRITTEN) {
                    throw new IllegalArgumentException(cell + ": not defined: "
                            + shell.unresolvedDependencies(d).toList() + "\n" + code);
                }
            }
            rest = part.remaining();
        }
    }

    /** A class that an earlier part has defined. */
    Class<?> type(String name) {
        evaluate(name, "rnnlab.grading.Evaluated.set(" + name + ".class);");
        return Evaluated.get();
    }

    private String problem(Snippet snippet, Exception e) {
        if (e != null) {
            return e.toString();
        }
        List<String> messages = shell.diagnostics(snippet)
                .map(d -> d.getMessage(Locale.ENGLISH))
                .toList();
        return String.join("\n", messages);
    }

    @Override
    public void close() {
        shell.close();
    }
}
