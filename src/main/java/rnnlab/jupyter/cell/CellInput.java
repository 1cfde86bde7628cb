package rnnlab.jupyter.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.dflib.jjava.jupyter.channels.JupyterInputStream;

/** What is typed into a cell's box. Stop ends the wait for it, which the kernel's own stream never leaves again. */
final class CellInput extends InputStream {

    private final JupyterInputStream kernels;
    private final CellOutput output;
    private byte[] line = {};
    private int next;

    CellInput(JupyterInputStream kernels, CellOutput output) {
        this.kernels = kernels;
        this.output = output;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (next == line.length && !ask()) {
            return -1;
        }
        int count = Math.min(length, line.length - next);
        System.arraycopy(line, next, into, offset, count);
        next += count;
        return count;
    }

    @Override
    public int available() {
        return line.length - next;
    }

    /** @return whether there was somebody to answer */
    private boolean ask() throws IOException {
        LoopChecks.check();
        var cell = output.cell();
        if (cell.isEmpty() || !kernels.isEnabled()) {
            return false;
        }
        var answer = new CompletableFuture<String>();
        var question = new Thread(new Question(cell.get(), output, answer), "cell input");
        question.setDaemon(true);
        question.start();
        try {
            line = (answer.get() + System.lineSeparator()).getBytes(kernels.getEncoding());
            next = 0;
            return true;
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the cell waited for input");
        } catch (ExecutionException e) {
            throw new IOException("the input box cannot be used: " + e.getCause(), e.getCause());
        }
    }
}
