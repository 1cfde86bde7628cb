package rnnlab.grading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import rnnlab.exercise.Exercise;
import rnnlab.files.Escapes;

/**
 * Grades the submissions of one notebook, one after the other. Reads lines of JSON, writes lines of JSON.
 *
 * <p>First line: {"cells": [{"name", "source"}], "tests": [{"exercise", "source"}]}, the lecturer's code cells and
 * hidden tests; answered by {"exercises": {name: points}}. Then for each submission {"socket", "seed", "exercises":
 * [name], "limits": {"call", "exercise", "start"}}; answered by {"listening": true}, a line for each exercise, and
 * {"done": true}.
 */
public final class Referee {

    /** In ASCII: what the output's encoding is does not matter. */
    private static final ObjectMapper JSON =
            new ObjectMapper(new JsonFactory().enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature()));

    private final PrintStream out;
    private final Map<String, Exercise> exercises = new LinkedHashMap<>();

    private Referee(PrintStream out) {
        this.out = out;
    }

    /** Reads requests from the standard input until it ends, and writes the verdicts to the standard output. */
    public static void main(String[] args) throws IOException {
        var out = System.out;
        System.setOut(System.err); // what solutions print is no verdict
        var referee = new Referee(out);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var reference = new Reference()) {
            var line = in.readLine();
            if (line == null) {
                return;
            }
            try {
                referee.prepare(reference, JSON.readTree(line));
            } catch (IllegalArgumentException e) {
                referee.say(Map.of("error", e.getMessage()));
                return;
            }
            while ((line = in.readLine()) != null) {
                referee.grade(JSON.readTree(line));
            }
        }
    }

    private void prepare(Reference reference, JsonNode notebook) throws IOException {
        for (var cell : notebook.get("cells")) {
            reference.evaluate(cell.get("name").asText(), cell.get("source").asText());
        }
        var points = new LinkedHashMap<String, Double>();
        for (var test : notebook.get("tests")) {
            var name = test.get("exercise").asText();
            Hidden.begin(name);
            reference.evaluate("hidden tests of " + name, test.get("source").asText());
            exercises.put(name, Hidden.end());
            points.put(name, exercises.get(name).points());
        }
        say(Map.of("exercises", points));
    }

    private void grade(JsonNode request) throws IOException {
        var path = Path.of(request.get("socket").asText());
        var names = new ArrayList<String>();
        request.get("exercises").forEach(n -> names.add(n.asText()));
        var limits = request.get("limits");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            say(Map.of("listening", true));
            grade(server, path, names, request.get("seed").asLong(), limits);
        } finally {
            Files.deleteIfExists(path);
        }
        say(Map.of("done", true));
    }

    private void grade(ServerSocketChannel server, Path socket, List<String> names, long seed, JsonNode limits)
            throws IOException {
        server.configureBlocking(false);
        for (int i = 0; i < names.size(); i++) {
            var exercise = exercises.get(names.get(i));
            // Each exercise asks a student's process that serves now: the first one, or its successor after it ended.
            var accepted = accept(server, socket, limits);
            if (accepted.isEmpty()) {
                for (var name : names.subList(i, names.size())) {
                    nothingAnswered(exercises.get(name));
                }
                return;
            }
            try (var answers = accepted.get()) {
                var report = exercise.run(answers, seed ^ crc(exercise.name()));
                verdict(exercise, report.earned(), report.reason(), report.toString(), answers.hasEnded());
            }
        }
    }

    /** The student's process; empty when it does not come in time or its socket was taken away. */
    private static Optional<RemoteAnswers> accept(ServerSocketChannel server, Path socket, JsonNode limits)
            throws IOException {
        long end = System.nanoTime() + (long) (limits.get("start").asDouble() * 1e9);
        while (System.nanoTime() < end && Files.exists(socket)) {
            var channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(true);
                return Optional.of(new RemoteAnswers(
                        channel,
                        socket.getParent(),
                        limits.get("call").asDouble(),
                        limits.get("exercise").asDouble()));
            }
            LockSupport.parkNanos(10_000_000);
        }
        return Optional.empty();
    }

    private static long crc(String name) {
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private void nothingAnswered(Exercise exercise) throws IOException {
        var reason = "Nothing answered: the kernel ended or did not come to the notebook's end in time.";
        verdict(exercise, 0, reason, exercise.title() + "\n  " + reason, true);
    }

    /** @param ended whether the submission's process ended before it had answered: nobody knows whose fault it was */
    private void verdict(Exercise exercise, double earned, String reason, String report, boolean ended)
            throws IOException {
        var line = new LinkedHashMap<String, Object>();
        line.put("exercise", exercise.name());
        line.put("points", exercise.points());
        line.put("earned", earned);
        line.put("reason", Escapes.wellFormed(reason));
        line.put("report", Escapes.wellFormed(report));
        line.put("ended", ended);
        say(line);
    }

    private void say(Object line) throws IOException {
        out.println(JSON.writeValueAsString(line));
        out.flush();
    }
}
