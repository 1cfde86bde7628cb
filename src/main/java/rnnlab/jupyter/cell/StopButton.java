package rnnlab.jupyter.cell;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * The snippets that run, as the kernel keeps them. It cancels them all when Stop is pressed, which is the only time it
 * goes through them; between two snippets of a cell, while the second is compiled, it finds none and forgets that Stop
 * was pressed. This does not.
 */
final class StopButton extends ConcurrentHashMap<String, Future<Object>> {

    private volatile boolean pressed;

    void cellStarts() {
        pressed = false;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Future<Object>> cancel) {
        pressed = true;
        super.forEach(cancel);
    }

    @Override
    public Future<Object> put(String id, Future<Object> snippet) {
        var before = super.put(id, snippet);
        if (pressed) {
            snippet.cancel(true);
        }
        return before;
    }
}
