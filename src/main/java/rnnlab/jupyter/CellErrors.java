package rnnlab.jupyter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.kernel.util.TextColor;

/** Tells a cell's exception by its message and the cell's own lines; JShell knows only numbers of snippets. */
final class CellErrors {

    private static final String INTERRUPTED = "Execution Interrupted"; // the kernel's name for Stop
    private static final Pattern SNIPPET_CLASS = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\.");
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    /** Where a snippet stands: the cell's number and text, the line of the cell in which it begins, from 0. */
    private record Place(int cell, String text, int line) {}

    private final BaseKernel kernel;
    private final Map<String, Place> places = new HashMap<>();
    private String cell = "";
    private int end; // of the last snippet in the cell

    private CellErrors(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * From now on this kernel's cells fail with a {@link CellError}.
     *
     * @throws ReflectiveOperationException when the kernel is not the Java kernel
     */
    static void install(BaseKernel kernel) throws ReflectiveOperationException {
        var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        shell.onSnippetEvent(new CellErrors(kernel)::look);
        var styler = BaseKernel.class.getDeclaredField("errorStyler");
        styler.setAccessible(true);
        styler.set(
                kernel,
                new StringStyler.Builder()
                        .addSecondaryStyle(TextColor.RED_FG)
                        .addHighlightStyle(TextColor.BOLD_RED_FG)
                        .build());
    }

    /** What is thrown here ends the cell, in the place of the exception of JShell. */
    private void look(SnippetEvent event) {
        if (event.causeSnippet() == null) {
            remember(event.snippet());
        }
        if (event.exception() instanceof EvalException e && !INTERRUPTED.equals(e.getExceptionClassName())) {
            throw error(e);
        }
    }

    private void remember(Snippet snippet) {
        String now = CellSource.of(kernel);
        int start = now.indexOf(snippet.source(), now.equals(cell) ? end : 0);
        if (start < 0) {
            start = now.indexOf(snippet.source()); // the same cell once more
        }
        if (start < 0) {
            return; // the kernel's own
        }
        cell = now;
        end = start + snippet.source().length();
        places.put(snippet.id(), new Place(number(), now, lines(now.substring(0, start))));
    }

    private CellError error(EvalException e) {
        var inCells = new ArrayList<String>();
        var way = new ArrayList<String>();
        for (var frame : e.getStackTrace()) {
            String file = String.valueOf(frame.getFileName());
            if (file.startsWith("#")) {
                inCells.add(inCell(frame, places.get(file.substring(1))));
            } else {
                way.add(simple(frame.getClassName()) + "." + frame.getMethodName() + "(" + file + ":"
                        + frame.getLineNumber() + ")");
            }
        }
        return new CellError(message(e.getExceptionClassName(), e.getMessage()), folded(inCells), way);
    }

    private String inCell(StackTraceElement frame, Place place) {
        if (place == null) {
            return "in " + frame.getMethodName() + "(...)";
        }
        int line = place.line() + frame.getLineNumber();
        String where =
                "line " + line + (place.cell() == number() ? " of this cell" : " of cell [" + place.cell() + "]");
        var text = place.text().lines().toList();
        return where + (line <= text.size() ? ":  " + text.get(line - 1).strip() : "");
    }

    /** A recursion without end has thousands of equal lines. */
    private static List<String> folded(List<String> lines) {
        var distinct = lines.stream().distinct().toList();
        return distinct.size() <= 8 ? distinct : distinct.subList(0, 8);
    }

    private static String message(String type, String message) {
        String name = simple(type);
        if ("OutOfMemoryError".equals(name)) {
            return name + ": the cell needs more memory than the kernel may use ("
                    + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MB). Make its arrays, batches or networks smaller."
                    + " Kernel \u2192 Restart Kernel gives back what the cells have filled.";
        }
        if ("StackOverflowError".equals(name)) {
            return name + ": methods call each other without end. Which call should be the last one?";
        }
        return message == null || message.isBlank() ? name : name + ": " + simple(message);
    }

    private static String simple(String text) {
        return PACKAGE.matcher(SNIPPET_CLASS.matcher(text).replaceAll("")).replaceAll("");
    }

    private int number() {
        try {
            var count = BaseKernel.class.getDeclaredField("executionCount");
            count.setAccessible(true);
            return ((AtomicInteger) count.get(kernel)).get() - 1; // it is that of the next cell
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}
