package rnnlab.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.common.Url;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ValueTextTest {

    private static String shown(Object value) {
        var renderer = new Renderer();
        Url.registerAll(renderer);
        Renderers.register(renderer);
        return (String) renderer.render(value).getData(MIMEType.TEXT_PLAIN);
    }

    record Point(int x, double[] values, String name) {}

    record Named(String name) {
        @Override
        public String toString() {
            return "called " + name;
        }
    }

    @Test
    void aTextIsShownAsItIsAndOneThatCouldNotBeSeenInQuotes() {
        assertEquals("a\nb", shown("a\nb"));
        assertEquals("\"\"", shown(""));
        assertEquals("\" \\n\"", shown(" \n"));
        assertEquals("x", shown('x'));
        assertEquals("'\\t'", shown('\t'));
        assertEquals("abc", shown(new StringBuilder("abc")));
    }

    @Test
    void aHugeTextIsShortenedAndSaysByHowMuch() {
        String text = shown("x".repeat(300_000));
        assertEquals("x".repeat(5_000) + "\n... 290000 of 300000 characters left out ...\n" + "x".repeat(5_000), text);
    }

    @Test
    void aNumberKeepsItsDigitsAndHasNoPowerOfTenWhileItCanBeReadWithout() {
        assertEquals("0.30000000000000004", shown(0.1 + 0.2));
        assertEquals("1234567890.123", shown(1234567890.123));
        assertEquals("0.00012", shown(1.2e-4));
        assertEquals("1.0E-300", shown(1e-300));
        assertEquals("NaN", shown(Double.NaN));
        assertEquals("1500000000", shown(1.5e9f));
    }

    @Test
    void whatIsInACollectionIsShownAsWell() {
        assertEquals("[[1, 2], [3]]", shown(List.of(new double[] {1, 2}, new double[] {3})));
        assertEquals("{\"a\"=[1]}", shown(Map.of("a", new int[] {1})));
        assertEquals("Optional[[1]]", shown(Optional.of(new int[] {1})));
        assertEquals("\"a\"=[1]", shown(Map.entry("a", new int[] {1})));
        assertEquals("[1, null]", shown(Arrays.asList(1, null)));
        assertEquals("[]", shown(List.of()));
    }

    @Test
    void aLongCollectionSaysItsSize() {
        var numbers = IntStream.range(0, 1000).boxed().toList();
        assertEquals(
                "List of 1000\n[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ..., 990, 991, 992, 993, 994, 995, 996, 997, 998, 999]",
                shown(numbers));
        assertTrue(shown(new HashSet<>(numbers)).startsWith("HashSet of 1000\n[0, 1, "), shown(new HashSet<>(numbers)));
        assertTrue(shown(Collections.nCopies(50, List.of(1, 2))).length() < 250);
    }

    @Test
    void aCollectionThatContainsItselfHasAnEnd() {
        var list = new ArrayList<>();
        list.add(list);
        assertTrue(shown(list).contains("..."), shown(list));
    }

    @Test
    void aRecordShowsItsArraysAndKeepsItsOwnText() {
        assertEquals("Point[x=1, values=[1, 2.5], name=\"a\"]", shown(new Point(1, new double[] {1, 2.5}, "a")));
        assertEquals("[Point[x=1, values=null, name=\"\"]]", shown(List.of(new Point(1, null, ""))));
        assertEquals("called a", shown(new Named("a")));
    }

    @Test
    void aStreamIsNotConsumed() {
        var stream = Stream.of(1, 2);
        assertEquals("a Stream, read when it is used, once: .toList() gives its values", shown(stream));
        assertEquals(List.of(1, 2), stream.toList());
        assertTrue(shown(IntStream.of(1)).startsWith("an IntStream"));
        var iterator = List.of(1).iterator();
        assertEquals("an Iterator; next() gives its next value", shown(iterator));
        assertEquals(1, iterator.next());
        var bytes = new ByteArrayInputStream(new byte[] {7});
        assertEquals("a ByteArrayInputStream, of java.io", shown(bytes));
        assertEquals(7, bytes.read());
    }

    @Test
    void aFunctionSaysHowToCallIt() {
        Function<Integer, Integer> f = x -> x + 1;
        IntBinaryOperator g = Math::max;
        Runnable r = () -> {};
        assertEquals("a Function; .apply(...) calls it", shown(f));
        assertEquals("an IntBinaryOperator; .applyAsInt(...) calls it", shown(g));
        assertEquals("a Runnable; .run() calls it", shown(r));
    }

    @Test
    void noObjectShowsItsAddress() {
        assertEquals("a Random, of java.util", shown(new Random()));
        assertEquals("an Object, of java.lang", shown(new Object()));
        assertEquals("CompletableFuture[Not completed]", shown(new CompletableFuture<>()));
    }

    @Test
    void aTextThatFailsIsNamed() {
        assertEquals("an Object; its toString() gives null", shown(new Object() {
            @Override
            public String toString() {
                return null;
            }
        }));
        assertEquals("an Object; its toString() fails: java.lang.IllegalStateException: boom", shown(new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("boom");
            }
        }));
        assertTrue(shown(new Object() {
                    @Override
                    public String toString() {
                        return "a" + this;
                    }
                })
                .contains("StackOverflowError"));
    }

    @Test
    void anExceptionShowsItsCauses() {
        assertEquals(
                "java.lang.RuntimeException: outer\n    caused by java.io.IOException: inner",
                shown(new RuntimeException("outer", new IOException("inner"))));
    }

    @Test
    void thingsOfJavaAreReadable() throws MalformedURLException {
        assertEquals("PT1H2M5.5S (1 h 2 min 5.5 s)", shown(Duration.ofMillis(3_725_500)));
        assertEquals("PT0S (0 s)", shown(Duration.ZERO));
        assertEquals("class int[]", shown(int[].class));
        assertEquals("a b/c", shown(Path.of("a b/c")));
        assertEquals(
                "http://localhost/x?y=1",
                shown(URI.create("http://localhost/x?y=1").toURL()));
    }

    @Test
    void aDataSetSaysWhatIsInIt() {
        String text = shown(new DataSet(Nd4j.zeros(2, 1, 3), Nd4j.ones(2, 1)));
        assertTrue(text.startsWith("DataSet of 2 examples\nfeatures: INDArray FLOAT [2, 1, 3]\n"), text);
        assertTrue(text.contains("labels: INDArray FLOAT [2, 1]\n") && !text.contains("mask"), text);
    }

    @Test
    void aLayerSaysItsSizes() {
        assertEquals(
                "LSTM, 3 in, 5 out", shown(new LSTM.Builder().nIn(3).nOut(5).build()));
    }

    @Test
    void aColumnAndARowAreTables() {
        assertEquals(
                "n: 2 rows, 1 columns\nn\n1.5",
                shown(DoubleColumn.create("n", 1.5, Double.NaN)).strip());
        var table = Table.create("T", IntColumn.create("a", 1, 2), StringColumn.create("s", "x", "y"));
        assertEquals("row 1\na  s\n2  y", shown(table.row(1)));
    }
}
