package rnnlab.jupyter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import rnnlab.jupyter.cell.Connections;
import rnnlab.series.Datasets;

/** Tab and Shift-Tab: what can stand here, of which type it is, what its Javadoc says. */
final class CodeHelp {

    private static final int TYPED = 60; // completions that are told with their types
    private static final int LINE = 100;

    private final SourceCodeAnalysis analysis;

    private CodeHelp(JShell shell) {
        this.analysis = shell.sourceCodeAnalysis();
    }

    /**
     * From the first message on that a notebook sends, this answers its questions.
     *
     * @throws ReflectiveOperationException when the kernel is not the Java kernel in the version that the course pins
     */
    static void install(BaseKernel kernel) throws ReflectiveOperationException {
        var help =
                new CodeHelp((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
        help.addSources();
        Connections.onFirst(kernel, help::answer);
    }

    private void answer(JupyterConnection connection) {
        connection.setHandler(MessageType.INSPECT_REQUEST, (env, message) -> {
            env.setBusyDeferIdle();
            var request = message.getContent();
            String text = documentation(request.getCode(), request.getCursorPos());
            env.reply(new InspectReply(!text.isEmpty(), new DisplayData(text)));
        });
        connection.setHandler(MessageType.COMPLETE_REQUEST, (env, message) -> {
            env.setBusyDeferIdle();
            env.reply(completions(
                    message.getContent().getCode(), message.getContent().getCursorPos()));
        });
    }

    /** JShell looks for Javadoc in the JDK's sources; the course's and Deeplearning4j's come beside them. */
    private void addSources() throws ReflectiveOperationException {
        var sources = new ArrayList<Path>();
        var jdk = analysis.getClass().getDeclaredMethod("findSources");
        jdk.setAccessible(true);
        ((List<?>) jdk.invoke(analysis)).forEach(path -> sources.add((Path) path));
        var home = Datasets.home();
        sources.add(home.resolve("src/main/java"));
        try (var jars = Files.list(home.resolve("target/sources"))) {
            jars.sorted().forEach(jar -> sources.add(root(jar)));
        } catch (IOException e) {
            System.err.println("no Javadoc of Deeplearning4j: " + e); // the kernel's log
        }
        var field = analysis.getClass().getDeclaredField("availableSources");
        field.setAccessible(true);
        field.set(analysis, List.copyOf(sources));
    }

    private static Path root(Path jar) {
        try {
            return FileSystems.newFileSystem(jar).getPath("/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands at the cursor: every method of that name, or the class; empty when nothing is known. */
    String documentation(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        String before = code.substring(0, end);
        return Stream.of(before + "(", before, "new " + lastName(before) + "(")
                .map(text -> analysis.documentation(text, text.length(), true))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .map(found -> found.stream().map(CodeHelp::text).distinct().collect(Collectors.joining("\n\n")))
                .orElse("");
    }

    private static String lastName(String code) {
        int start = code.length();
        while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
            start--;
        }
        return code.substring(start);
    }

    CompleteReply completions(String code, int cursor) {
        int[] anchor = {cursor};
        var names = analysis.completionSuggestions(code, cursor, anchor).stream()
                .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
                .map(Suggestion::continuation)
                .distinct()
                .toList();
        var typed = new ArrayList<Map<String, Object>>();
        for (String name : names.subList(0, Math.min(TYPED, names.size()))) {
            String whole = code.substring(0, anchor[0]) + name;
            String type = analysis.documentation(whole, whole.length(), false).stream()
                    .map(d -> type(d.signature()))
                    .findFirst()
                    .orElse("");
            typed.add(Map.of("text", name, "type", type, "start", anchor[0], "end", cursor));
        }
        var metadata = new LinkedHashMap<String, Object>();
        if (names.size() <= TYPED) { // JupyterLab takes this list in the place of the other
            metadata.put("_jupyter_types_experimental", typed);
        }
        return new CompleteReply(names, anchor[0], cursor, metadata);
    }

    /** {@code Chart} of {@code Chart Charts.series(String name)}. */
    private static String type(String signature) {
        String head = signature.contains("(") ? signature.substring(0, signature.indexOf('(')) : signature;
        int space = head.lastIndexOf(' ');
        return space < 0 ? "" : head.substring(0, space).replaceAll("(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
    }

    private static String text(Documentation found) {
        String signature = found.signature().replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
        return found.javadoc() == null ? signature : formatted(signature, found.javadoc());
    }

    /** As JShell's own tool writes Javadoc for people. */
    private static String formatted(String signature, String javadoc) {
        try {
            var type = Class.forName("jdk.internal.shellsupport.doc.JavadocFormatter");
            Method format = type.getMethod("formatJavadoc", String.class, String.class);
            var formatter = type.getConstructor(int.class, boolean.class).newInstance(LINE, false);
            return ((String) format.invoke(formatter, signature, javadoc)).strip();
        } catch (ReflectiveOperationException e) {
            return signature + "\n" + javadoc;
        }
    }
}
