import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.Language;
import de.jplag.ParsingException;
import de.jplag.clustering.ClusteringOptions;
import de.jplag.exceptions.BasecodeException;
import de.jplag.exceptions.ExitException;
import de.jplag.exceptions.SubmissionException;
import de.jplag.options.JPlagOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

/**
 * Compares the cells of notebooks with JPlag, which wants whole Java files: what JShell reads as imports goes to the top of a file, methods
 * and classes become members of one class, the statements of a cell a method. Nothing is run.
 *
 * <p>Argument: a folder with a folder of cells for each student in {@code students}, and the cells that everybody was given in
 * {@code given}. Prints, separated by tabs: {@code reading STUDENT}, {@code unread STUDENT CELL REASON}
 * (without a cell when it is the whole), {@code pair STUDENT STUDENT SIMILARITY}, from 0 to 1.
 */
public class Compare {

    // Tokens of a match. JPlag's own 9 leaves holes in copies of one-line methods: of lab 01 they were 75 % alike, with 7 they are 95 %.
    private static final int SHORTEST = 7;
    private static final int LONGEST = 20_000; // characters of a cell: more than anyone writes, and little to parse

    private final SourceCodeAnalysis analysis =
            JShell.builder().executionEngine("local").build().sourceCodeAnalysis();

    public static void main(String[] arguments) throws IOException, ExitException {
        var students = Path.of(arguments[0], "students");
        var given = Path.of(arguments[0], "given");
        var compare = new Compare();
        var java = ServiceLoader.load(Language.class).findFirst().orElseThrow();
        for (var student : list(students)) {
            System.out.println("reading\t" + student.getFileName());
            var file = compare.write(student);
            try {
                java.parse(Set.of(file.toFile()));
            } catch (ParsingException | StackOverflowError e) {
                System.out.println("unread\t" + student.getFileName() + "\t\tno Java");
                Files.delete(file);
                Files.delete(student);
            }
        }
        compare.write(given);
        var options = new JPlagOptions(java, Set.of(students.toFile()), Set.of())
                .withMinimumTokenMatch(SHORTEST)
                .withClusteringOptions(new ClusteringOptions().withEnabled(false));
        for (var pair : pairs(options, given)) {
            System.out.println("pair\t" + pair.firstSubmission().getName() + "\t"
                    + pair.secondSubmission().getName() + "\t" + pair.similarity());
        }
        System.exit(0); // JShell's threads go on
    }

    private static List<JPlagComparison> pairs(JPlagOptions options, Path given) throws ExitException {
        try {
            return pairs(options.withBaseCodeSubmissionDirectory(given.toFile()));
        } catch (BasecodeException e) { // so little was given that JPlag does not take it
            return pairs(options);
        }
    }

    private static List<JPlagComparison> pairs(JPlagOptions options) throws ExitException {
        try {
            return new JPlag(options).run().getAllComparisons();
        } catch (SubmissionException e) { // fewer than two answers that are long enough
            return List.of();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Puts a Java file in the place of a folder's cells. */
    private Path write(Path folder) throws IOException {
        var imports = new StringBuilder();
        var members = new StringBuilder();
        for (var cell : list(folder)) {
            var statements = new StringBuilder();
            var reason = "";
            try {
                reason = sort(Files.readString(cell), imports, members, statements);
            } catch (StackOverflowError e) {
                reason = "nested too deeply";
            }
            if (!reason.isEmpty())
                System.out.println("unread\t" + folder.getFileName() + "\t" + cell.getFileName() + "\t" + reason);
            if (!statements.isEmpty()) members.append("void cell() {\n").append(statements).append("}\n");
            Files.delete(cell);
        }
        return Files.writeString(folder.resolve("Answers.java"), imports + "class Answers {\n" + members + "}\n");
    }

    /** Shares out a cell's code as far as it can be read; the reason when that is not to its end, else nothing. */
    private String sort(String code, StringBuilder imports, StringBuilder members, StringBuilder statements) {
        if (code.length() > LONGEST) return "longer than " + LONGEST + " characters";
        for (var rest = code; !rest.isBlank(); ) {
            var piece = analysis.analyzeCompletion(rest);
            if (piece.completeness() == SourceCodeAnalysis.Completeness.EMPTY) return ""; // a comment
            var snippets = piece.completeness().isComplete() ? analysis.sourceToSnippets(piece.source()) : List.<Snippet>of();
            if (snippets.isEmpty()) return "no Java";
            switch (snippets.get(0).kind()) {
                case IMPORT -> imports.append(piece.source()).append('\n');
                case METHOD, TYPE_DECL -> members.append(piece.source()).append('\n');
                case VAR, STATEMENT -> statements.append(piece.source()).append('\n');
                case EXPRESSION -> statements.append("var value = ").append(piece.source()).append(";\n");
                default -> statements.append(piece.source()).append(";\n"); // of names that only a run would know
            }
            rest = piece.remaining();
        }
        return "";
    }
}
