package rnnlab.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import rnnlab.files.AtomicFile;
import rnnlab.files.FileProblem;

/**
 * A file from the web, whole or not at all: it grows under the name {@code .part}, a download that broke off goes on
 * where it stopped, and it gets its name only after a check.
 */
final class Download {

    private static final int ATTEMPTS = 3;
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final long LONGEST = 64L << 20;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private Download() {}

    /**
     * Downloads {@code address} to {@code target}.
     *
     * @param check throws {@link TextException} when the bytes are not what was wanted
     * @throws TextException when it did not succeed; {@code target} is then as it was before
     */
    static void to(Path target, URI address, Consumer<byte[]> check) {
        to(target, address, check, SILENCE);
    }

    /** @param silence a server that sends nothing for so long is given up */
    static void to(Path target, URI address, Consumer<byte[]> check, Duration silence) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            boolean goesOn = Files.exists(part);
            while (!fetched(address, part, check, silence, goesOn)) {
                goesOn = false;
            }
            AtomicFile.replace(part, target);
        } catch (IOException e) {
            throw new TextException("the download of " + address + " failed (" + FileProblem.reason(e) + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TextException("the download of " + address + " was stopped", e);
        }
    }

    /**
     * False when the wrong bytes may come of an older part, left by an earlier call: from the beginning, they may be
     * right.
     */
    private static boolean fetched(URI address, Path part, Consumer<byte[]> check, Duration silence, boolean goesOn)
            throws IOException, InterruptedException {
        fetch(address, part, silence);
        try {
            check.accept(Files.readAllBytes(part));
            return true;
        } catch (TextException e) {
            AtomicFile.discard(part);
            if (goesOn) {
                return false;
            }
            throw e;
        }
    }

    private static void fetch(URI address, Path part, Duration silence) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                fetch(client, address, part, silence);
                return;
            } catch (BrokenOff | HttpTimeoutException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** A connection that ended before the last byte: what has come is kept, and trying again is worth while. */
    private static final class BrokenOff extends IOException {
        BrokenOff(String message) {
            super(message);
        }
    }

    private static void fetch(HttpClient client, URI address, Path part, Duration silence)
            throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        var request = HttpRequest.newBuilder(address).timeout(silence);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
                return; // all of it has come before
            }
            boolean goesOn = response.statusCode() == PARTIAL_CONTENT;
            if (!goesOn && response.statusCode() != 200) {
                throw new IOException("the server answered " + response.statusCode());
            }
            long come = append(body, part, goesOn, silence);
            long promised =
                    response.headers().firstValueAsLong("Content-Length").orElse(come);
            if (come < promised) {
                throw new BrokenOff("the connection ended after " + come + " of " + promised + " bytes");
            }
        }
    }

    private static long append(InputStream body, Path part, boolean goesOn, Duration silence) throws IOException {
        var mode = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long come = 0;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, mode)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = read(body, buffer, silence); n >= 0; n = read(body, buffer, silence)) {
                out.write(buffer, 0, n);
                come += n;
                if (come > LONGEST) {
                    throw new IOException("it is longer than " + (LONGEST >> 20) + " MB");
                }
            }
        }
        return come;
    }

    /** Reads what comes next; closes the connection when nothing does. */
    private static int read(InputStream body, byte[] buffer, Duration silence) throws IOException {
        var fellSilent = new AtomicBoolean();
        var later = CompletableFuture.delayedExecutor(silence.toMillis(), TimeUnit.MILLISECONDS);
        var watch = CompletableFuture.runAsync(
                () -> {
                    fellSilent.set(true);
                    close(body);
                },
                later);
        String why = "";
        try {
            int n = body.read(buffer);
            if (!fellSilent.get()) {
                return n;
            }
        } catch (IOException e) {
            why = FileProblem.reason(e);
        } finally {
            watch.cancel(false);
        }
        throw new BrokenOff(
                fellSilent.get()
                        ? "the server fell silent for " + silence.toSeconds() + " s"
                        : "the connection broke off: " + why);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It is given up in any case.
        }
    }
}
