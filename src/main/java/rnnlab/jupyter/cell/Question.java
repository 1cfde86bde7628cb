package rnnlab.jupyter.cell;

import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.InputRequest;

/**
 * Opens the cell's input box and waits for the answer, in a thread of its own: one that is interrupted must not use the
 * kernel's sockets.
 */
record Question(ShellReplyEnvironment cell, CellOutput output, CompletableFuture<String> answer) implements Runnable {

    private static final Object ONE_AT_A_TIME = new Object();
    private static final int READABLE = 1; // ZMQ_POLLIN
    private static final long LOOK_MILLIS = 20;

    @Override
    public void run() {
        synchronized (ONE_AT_A_TIME) {
            try {
                var channel = (StdinChannel) Fields.get(cell, "stdin");
                while (canRead(channel)) {
                    channel.readMessage(); // the answer to a question that was stopped
                }
                output.send(); // what was printed stands above the box
                channel.sendMessage(
                        new Message<>(cell.getContext(), InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
                while (!answer.isDone()) {
                    if (canRead(channel)) {
                        answer.complete(channel.readMessage(InputRequest.REPLY_MESSAGE_TYPE)
                                .getContent()
                                .getValue());
                    } else {
                        Thread.sleep(LOOK_MILLIS);
                    }
                }
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private static boolean canRead(StdinChannel channel) {
        return (channel.getEvents() & READABLE) != 0;
    }
}
