package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server on this machine that breaks off, refuses, or sends something else. */
class DownloadTest {

    @TempDir
    Path folder;

    private final byte[] book = new byte[300_000];
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private int breakAfter = Integer.MAX_VALUE;
    private int status = 200;
    private boolean knowsRanges = true;
    private int silentAfter = Integer.MAX_VALUE;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(book);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/book", this::answer);
        server.setExecutor(Executors.newCachedThreadPool()); // a silent answer must not hold up the next one
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            if (range != null && range.equals("bytes=" + book.length + "-")) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            int from = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, book.length - from);
            int to = (int) Math.min(book.length, (long) from + Math.min(breakAfter, silentAfter));
            exchange.getResponseBody().write(book, from, to - from);
            exchange.getResponseBody().flush();
            if (book.length - from > silentAfter) {
                new CountDownLatch(1).await(3, TimeUnit.SECONDS); // says nothing, and does not hang up
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Closing before the last byte is what this server is for.
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/book");
    }

    private Path download() {
        Path target = folder.resolve("cache/book.txt");
        Download.to(target, address(), bytes -> {
            if (!Arrays.equals(bytes, book)) {
                throw new TextException("this is not the book");
            }
        });
        return target;
    }

    @Test
    void aBookComesWhole() throws Exception {
        assertArrayEquals(book, Files.readAllBytes(download()));
        try (var files = Files.list(folder.resolve("cache"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWhereItStopped() throws Exception {
        breakAfter = 120_000;
        assertArrayEquals(book, Files.readAllBytes(download()));
        assertGoesOn(3);
    }

    /**
     * So many requests, each for what is still missing: a little may be lost on the way when a connection breaks off.
     */
    private void assertGoesOn(int requests) {
        assertEquals(requests, ranges.size(), ranges.toString());
        assertEquals("null", ranges.get(0));
        for (int i = 1; i < requests; i++) {
            int from = Integer.parseInt(ranges.get(i).replaceAll("\\D", ""));
            int most = i * Math.min(breakAfter, silentAfter);
            assertTrue(from > most - 30_000 && from <= most, ranges.toString());
        }
    }

    @Test
    void whatHasComeIsKeptForTheNextTime() throws Exception {
        breakAfter = 60_000; // three attempts are not enough
        var error = assertThrows(TextException.class, this::download);
        assertTrue(error.getMessage().contains("the connection"), error.getMessage());
        assertFalse(Files.exists(folder.resolve("cache/book.txt")));
        assertGoesOn(3);
        long come = Files.size(folder.resolve("cache/book.txt.part"));
        assertArrayEquals(book, Files.readAllBytes(download()));
        assertEquals("bytes=" + come + "-", ranges.get(3));
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndAskedForTheRest() throws Exception {
        silentAfter = 120_000;
        Path target = folder.resolve("book.txt");
        Download.to(target, address(), bytes -> {}, Duration.ofMillis(300));
        assertArrayEquals(book, Files.readAllBytes(target));
        assertGoesOn(3);

        silentAfter = 10_000;
        Path never = folder.resolve("never.txt");
        var error = assertThrows(
                TextException.class, () -> Download.to(never, address(), bytes -> {}, Duration.ofMillis(300)));
        assertTrue(error.getMessage().contains("fell silent"), error.getMessage());
        assertFalse(Files.exists(never));
    }

    @Test
    void theBeginningOfAnotherEditionIsReplaced() throws Exception {
        Files.createDirectories(folder.resolve("cache"));
        Files.write(folder.resolve("cache/book.txt.part"), new byte[500]); // not the first 500 bytes of this book
        assertArrayEquals(book, Files.readAllBytes(download()));
        assertEquals(List.of("bytes=500-", "null"), ranges);
    }

    @Test
    void whatHadComeToItsEndIsNotFetchedAgain() throws Exception {
        Files.createDirectories(folder.resolve("cache"));
        Files.write(folder.resolve("cache/book.txt.part"), book); // stopped between the last byte and the check
        assertArrayEquals(book, Files.readAllBytes(download()));
        assertEquals(List.of("bytes=300000-"), ranges);
    }

    @Test
    void aServerThatCannotGoOnSendsAllAgain() throws Exception {
        knowsRanges = false;
        Files.createDirectories(folder.resolve("cache"));
        Files.write(folder.resolve("cache/book.txt.part"), new byte[500]);
        assertArrayEquals(book, Files.readAllBytes(download()));
    }

    @Test
    void somethingElseIsThrownAway() throws Exception {
        var error = assertThrows(
                TextException.class,
                () -> Download.to(folder.resolve("x.txt"), address(), b -> {
                    throw new TextException("this is not the book");
                }));
        assertEquals("this is not the book", error.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count(), "neither the file nor its part stay");
        }
    }

    @Test
    void refusalsAndDeadServersAreNamed() {
        status = 404;
        var refused = assertThrows(TextException.class, this::download);
        assertTrue(refused.getMessage().contains("the server answered 404"), refused.getMessage());
        server.stop(0);
        var dead = assertThrows(TextException.class, this::download);
        assertTrue(dead.getMessage().contains(address().toString()), dead.getMessage());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        var error = assertThrows(TextException.class, this::download);
        assertTrue(error.getMessage().contains("failed"), error.getMessage());
    }
}
