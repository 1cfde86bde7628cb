package rnnlab.grading;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rnnlab.exercise.Answers;
import rnnlab.exercise.Mistake;
import rnnlab.exercise.Signature;

/** The referee's side: calls a submission's methods in its own process and waits for each answer a limited time. */
final class RemoteAnswers implements Answers, AutoCloseable {

    private static final int LONGEST_TEXT = 2_000;

    private final SocketChannel channel;
    private final DataInputStream in;
    private final Path folder;
    private final double seconds;
    private final long end;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "reader of answers");
        thread.setDaemon(true);
        return thread;
    });
    private int number;
    private boolean lost;
    private boolean ended;

    /**
     * @param folder of the socket
     * @param seconds the longest that one call may take
     * @param whole the longest that all calls together may take, in seconds
     */
    RemoteAnswers(SocketChannel channel, Path folder, double seconds, double whole) {
        this.channel = channel;
        this.folder = folder;
        this.seconds = seconds;
        this.end = System.nanoTime() + (long) (whole * 1e9);
        in = new DataInputStream(Channels.newInputStream(channel));
    }

    /** Whether the student's process has gone of itself, and not because it gave no answer in time. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public List<Signature> named(String name) {
        var reply = ask(name, name);
        if (reply.get(1).equals("mistake")) {
            throw told(reply);
        }
        try {
            return ((List<?>) reply.get(2))
                    .stream().map(s -> Answering.signature((List<?>) s)).toList();
        } catch (RuntimeException e) {
            throw Mistake.fatal("The submission sent something that is no list of methods.");
        }
    }

    /**
     * The folder of the socket is {@code /tmp/submission} for the submission; its owner, not the submission, writes
     * there.
     */
    @Override
    public String file(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
            return "/tmp/submission/" + name;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
        }
    }

    @Override
    public Object call(Signature method, Object... arguments) {
        var reply = ask(method.name(), Answering.data(method), Arrays.asList(arguments));
        if (reply.get(1).equals("value")) {
            return reply.get(2);
        }
        throw told(reply);
    }

    private static Mistake told(List<?> reply) {
        var text = String.valueOf(reply.get(2));
        return Mistake.because(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...");
    }

    private List<?> ask(String name, Object... question) {
        if (lost) {
            throw Mistake.fatal("The submission's kernel has ended.");
        }
        var message = new Object[question.length + 1];
        message[0] = ++number;
        System.arraycopy(question, 0, message, 1, question.length);
        long left = Math.min((long) (seconds * 1e9), end - System.nanoTime());
        if (left <= 0) {
            throw Mistake.fatal("The time for this exercise is used up.");
        }
        try {
            Wire.send(channel, message);
            return reader.submit(() -> reply(number)).get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            close();
            throw Mistake.fatal(String.format("%s gave no answer within %.0f seconds.", name, seconds));
        } catch (IOException | ExecutionException e) {
            ended = true;
            close();
            throw Mistake.fatal("The submission's kernel ended, or sent something that is no answer, while " + name
                    + " was called (System.exit, out of memory?).");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Mistake.fatal("Grading was interrupted.");
        }
    }

    /** The reply with this number; replies that come too late for earlier ones are passed over. */
    private List<?> reply(int wanted) throws IOException {
        while (true) {
            var reply = Wire.receive(in);
            if (reply.size() != 3 || !(reply.get(0) instanceof Integer n) || !(reply.get(1) instanceof String)) {
                throw new IOException("not a reply");
            }
            if (n == wanted) {
                return reply;
            }
        }
    }

    @Override
    public void close() {
        lost = true;
        reader.shutdownNow();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
