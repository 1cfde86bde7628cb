package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsTest {

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void read(String name, String text, Review... expected) throws IOException {
        assertEquals(List.of(expected), Reviews.read(file(name, text)).all());
    }

    private static Review plus(String text) {
        return new Review(text, true);
    }

    private static Review minus(String text) {
        return new Review(text, false);
    }

    @Test
    void tablesWithAndWithoutNames() throws IOException {
        read("a.csv", "text,label\nfine,1\n\"bad, really\",0\n", plus("fine"), minus("bad, really"));
        read("b.csv", "sentiment;review\nnegative;\"so\nlong\"\npositive;good\n", minus("so\nlong"), plus("good"));
        read(
                "c.tsv",
                "a \"quoted word\tpos\nnothing, at all\tneg\n",
                plus("a \"quoted word"),
                minus("nothing, at all"));
        read(
                "d.csv",
                "-1,\"it said \"\"no\"\" to me\"\n1,yes it did\n",
                minus("it said \"no\" to me"),
                plus("yes it did"));
        read("e.csv", "id,text,sentiment\n7,x y,1\n8,# z,2\n", minus("x y"), plus("# z"));
    }

    @Test
    void starsAboveTheMiddleArePositiveAndTheMiddleIsLeftOutAndTold() throws IOException {
        Path file = file("stars.csv", "stars,text\n5,a\n4,b\n3,c\n2,d\n1,e\n");
        var reviews = Reviews.read(file);
        assertEquals(List.of(plus("a"), plus("b"), minus("d"), minus("e")), reviews.all());
        assertTrue(reviews.toString().contains("1 in the middle are left out"), reviews.toString());
    }

    @Test
    void aFolderOfFilesAndAnotherEncoding() throws IOException {
        file("set/pos/1.txt", "lovely\n");
        file("set/neg/1.txt", "dull");
        file("set/neg/2.txt", "poor");
        file("set/neg/notes.md", "not a review");
        assertEquals(
                List.of(plus("lovely"), minus("dull"), minus("poor")),
                Reviews.read(folder.resolve("set")).all());
        Path old = folder.resolve("old.csv");
        Files.write(old, "text,label\nświetny,pos\nzły,neg\n".getBytes(Charset.forName("windows-1250")));
        assertEquals(
                List.of(plus("świetny"), minus("zły")),
                Reviews.read(old, "windows-1250").all());
    }

    private void refused(String words, Path place) {
        var message =
                assertThrows(TextException.class, () -> Reviews.read(place)).getMessage();
        assertTrue(message.contains(words), message);
        assertTrue(message.contains(place.getFileName().toString()), message);
    }

    @Test
    void whatIsNoReviewIsNamedWithItsLine() throws IOException {
        refused("line 3: \"maybe\" is no label", file("1.csv", "text,label\nfine,pos\nhm,maybe\nbad,neg\n"));
        refused("line 4: \"9\" is no label", file("2.csv", "text,label\nfine,pos\nbad,neg\nhm,9\n"));
        refused("line 3: 1 field, too few", file("3.csv", "text,label\nfine,1\nonly a text\nbad,0\n"));
        refused("line 2: the text is empty", file("4.csv", "text,label\n ,1\nbad,0\n"));
        refused("line 4: \"x\" is no label", file("5.csv", "text,label\n\"two\nlines\",1\nhm,x\nbad,0\n"));
        refused("no column of labels was found", file("6.csv", "some words\nother words\n"));
        refused("all 2 reviews are positive", file("7.csv", "text,label\na,pos\nb,pos\n"));
        refused("is empty", file("8.csv", ""));
        refused("is no .csv, .tsv or folder", file("9.xlsx", "PK"));
        refused("there is no such file", folder.resolve("none.csv"));
        file("half/pos/1.txt", "a");
        refused("has no folder \"neg\"", folder.resolve("half"));
        file("bare/pos/1.html", "a");
        refused("has no .txt file; it has 1.html", folder.resolve("bare"));
    }

    /** What stands after the verdict takes nothing back. */
    private static final Pattern AFTER = Pattern.compile("(was|call) [^.]* , although ");

    /** Each form of the grammar, decided again from the words alone. */
    @Test
    void theGrammarMeansWhatItSays() {
        var good = Set.of(
                "good",
                "great",
                "wonderful",
                "excellent",
                "lovely",
                "superb",
                "pleasant",
                "brilliant",
                "charming",
                "delightful",
                "perfect",
                "fine");
        for (Review review : Reviews.generated(2_000, 3).all()) {
            String text = review.text();
            List<String> verdicts = Arrays.stream(text.split(" , | \\. "))
                    .filter(c -> c.contains("was ") || c.contains("nobody"))
                    .filter(c -> !c.contains("raining") && !c.contains("in may"))
                    .filter(c -> !c.contains("they were"))
                    .toList();
            String clause = verdicts.get(AFTER.matcher(text).find() ? 0 : verdicts.size() - 1);
            boolean says = Arrays.stream(clause.split(" ")).anyMatch(good::contains);
            boolean turned = clause.contains("not ")
                    ^ clause.contains("nobody")
                    ^ text.contains("they were wrong")
                    ^ text.contains("everything changed");
            assertEquals(review.positive(), says ^ turned, text);
        }
    }

    @Test
    void aboutHalfAreGoodAndTheSameSeedWritesTheSame() {
        var reviews = Reviews.generated(1_000, 5);
        assertTrue(Math.abs(reviews.positives() - 500) < 60, reviews.toString());
        assertEquals(reviews, Reviews.generated(1_000, 5));
        assertEquals(Set.copyOf(reviews.all()), Set.copyOf(reviews.shuffled(2).all()));
    }
}
