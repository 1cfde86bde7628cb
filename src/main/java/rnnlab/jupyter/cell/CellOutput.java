package rnnlab.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * What a cell prints and displays, gathered for some milliseconds and sent in its order.
 *
 * <p>A thread of its own sends, or the kernel's at the end of a snippet: never the cell's, which may be interrupted
 * within a message.
 */
final class CellOutput {

    enum Stream {
        OUT,
        ERR
    }

    private static final long GATHER_MILLIS = 40;
    /**
     * From here on text goes to the end of what waits in its own stream: two streams in turn cannot become a flood of
     * messages.
     */
    private static final int EXACT_ORDER = 300;

    private sealed interface Piece permits Text, Shown, Changed {}

    private record Text(Stream stream, StringBuilder text) implements Piece {}

    private record Shown(DisplayData data) implements Piece {}

    private record Changed(DisplayData data) implements Piece {}

    private final Object sending = new Object();
    private List<Piece> waiting = new ArrayList<>();
    private Optional<ShellReplyEnvironment> cell = Optional.empty(); // between cells there is none: nobody would see it
    private OutputLimit limit = new OutputLimit();
    private int pieces;

    CellOutput() {
        var sender = new Thread(this::sendForEver, "cell output");
        sender.setDaemon(true);
        sender.start();
    }

    synchronized void cellStarts(ShellReplyEnvironment cell) {
        this.cell = Optional.of(cell);
        waiting.clear();
        limit = new OutputLimit();
        pieces = 0;
    }

    /** The cell that runs, if one does. */
    synchronized Optional<ShellReplyEnvironment> cell() {
        return cell;
    }

    synchronized void print(Stream stream, String text) {
        String shown = limit.shown(text);
        if (!shown.isEmpty()) {
            append(stream, shown);
        }
        limit.notice().ifPresent(line -> append(Stream.ERR, line));
    }

    /** A line on the error stream that is shown whatever was shown before. */
    synchronized void error(String line) {
        append(Stream.ERR, line + "\n");
    }

    synchronized void display(DisplayData data) {
        if (limit.showsDisplay()) {
            add(new Shown(data));
        }
        limit.notice().ifPresent(line -> append(Stream.ERR, line));
    }

    /** Replaces what is displayed under the same id; of changes that wait only the last is sent. */
    synchronized void update(DisplayData data) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (waiting.get(i) instanceof Changed earlier
                    && earlier.data().getDisplayId().equals(data.getDisplayId())) {
                waiting.set(i, new Changed(data));
                return;
            }
        }
        add(new Changed(data));
    }

    private void append(Stream stream, String text) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            boolean last = i == waiting.size() - 1;
            if ((last || pieces > EXACT_ORDER) && waiting.get(i) instanceof Text t && t.stream() == stream) {
                t.text().append(text);
                return;
            }
        }
        add(new Text(stream, new StringBuilder(text)));
    }

    private void add(Piece piece) {
        if (cell.isPresent()) {
            waiting.add(piece);
            pieces++;
            notifyAll();
        }
    }

    /** Sends all that waits, and the end of what was left out. */
    void snippetEnds() {
        synchronized (this) {
            limit.tail().ifPresent(tail -> append(Stream.OUT, tail));
        }
        send();
    }

    void cellEnds() {
        send();
        synchronized (this) {
            cell = Optional.empty();
        }
    }

    private void sendForEver() {
        try {
            while (true) {
                synchronized (this) {
                    while (waiting.isEmpty()) {
                        wait();
                    }
                }
                Thread.sleep(GATHER_MILLIS);
                send();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void send() {
        synchronized (sending) {
            List<Piece> now;
            Optional<ShellReplyEnvironment> to;
            synchronized (this) {
                now = waiting;
                waiting = new ArrayList<>();
                to = cell;
            }
            to.ifPresent(reply -> now.forEach(piece -> send(piece, reply)));
        }
    }

    private static void send(Piece piece, ShellReplyEnvironment to) {
        if (piece instanceof Text t && t.stream() == Stream.OUT) {
            to.writeToStdOut(t.text().toString());
        } else if (piece instanceof Text t) {
            to.writeToStdErr(t.text().toString());
        } else if (piece instanceof Shown s) {
            to.publish(new PublishDisplayData(s.data()));
        } else if (piece instanceof Changed c) {
            to.publish(new PublishUpdateDisplayData(c.data()));
        }
    }
}
