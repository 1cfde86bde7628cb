package rnnlab.grading;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import rnnlab.exercise.Answers;
import rnnlab.exercise.Mistake;
import rnnlab.exercise.Signature;

/** The student's side: after the notebook has run, answers the referee's calls until it hangs up. */
public final class Answering {

    private final Answers answers;
    private final SocketChannel channel;

    private Answering(Answers answers, SocketChannel channel) {
        this.answers = answers;
        this.channel = channel;
    }

    /**
     * Serves one connection after the other (the referee opens one for each exercise) until nobody listens any more.
     * Each call gets a thread of its own: one that never returns leaves the others their turn.
     */
    public static void serve(Answers answers, Path socket) {
        while (true) {
            try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                serve(answers, channel);
            } catch (IOException nobodyListens) {
                return;
            }
        }
    }

    private static void serve(Answers answers, SocketChannel channel) {
        try {
            var in = new DataInputStream(Channels.newInputStream(channel));
            var answering = new Answering(answers, channel);
            while (true) {
                var request = Wire.receive(in);
                var thread = new Thread(() -> answering.answer(request), "answer " + request.get(0));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException hungUp) {
            return;
        }
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable") // whatever a student's code throws, the referee gets a reply
    private void answer(List<?> request) {
        Object number = request.get(0);
        try {
            if (request.size() == 2) {
                var signatures = answers.named((String) request.get(1));
                reply(
                        number,
                        "signatures",
                        signatures.stream().map(Answering::data).toList());
                return;
            }
            var arguments = ((List<?>) request.get(2)).toArray();
            reply(number, "value", answers.call(signature((List<?>) request.get(1)), arguments));
        } catch (Mistake m) {
            reply(number, "mistake", m.getMessage());
        } catch (Throwable t) {
            reply(number, "mistake", "the call broke off: " + t.getClass().getName());
        }
    }

    private synchronized void reply(Object number, String kind, Object content) {
        try {
            Wire.send(channel, number, kind, content);
        } catch (IOException gone) {
            Thread.currentThread().interrupt(); // the referee has hung up: this thread ends here
        }
    }

    static List<Object> data(Signature s) {
        return List.of(s.returns(), s.name(), s.types(), s.names());
    }

    static Signature signature(List<?> data) {
        return new Signature((String) data.get(0), (String) data.get(1), texts(data.get(2)), texts(data.get(3)));
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
