package rnnlab.jupyter.cell;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.JupyterInputStream;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Puts the course's streams into the kernel's place for them.
 *
 * <p>The kernel's own send each line as a message of its own, from the cell's thread. That loses output twice:
 * JupyterLab's server leaves messages out above a thousand a second, and a thread that Stop interrupts while it sends
 * leaves half a message behind. A kernel offers no other way in: the fields are final.
 */
final class KernelStreams {

    private KernelStreams() {}

    static void replace(JupyterIO io, Cells cells, CellOutput output) throws ReflectiveOperationException {
        Fields.set(io, "in", new CellInput((JupyterInputStream) io.in, output));
        Fields.set(io, "out", printing(output, CellOutput.Stream.OUT));
        Fields.set(io, "err", printing(output, CellOutput.Stream.ERR));
        Fields.set(io, "display", new Displays(cells, output));
    }

    private static PrintStream printing(CellOutput output, CellOutput.Stream stream) {
        return new PrintStream(new TextStream(text -> output.print(stream, text)), false, StandardCharsets.UTF_8);
    }

    /** The kernel tells it when a cell starts and ends, too. */
    private static final class Displays extends DisplayStream {

        private final Cells cells;
        private final CellOutput output;

        Displays(Cells cells, CellOutput output) {
            this.cells = cells;
            this.output = output;
        }

        @Override
        protected void setEnv(ShellReplyEnvironment cell) {
            super.setEnv(cell);
            cells.started(cell);
        }

        @Override
        protected void retractEnv(ShellReplyEnvironment cell) {
            try {
                cells.ended();
            } finally {
                super.retractEnv(cell);
            }
        }

        @Override
        public void display(DisplayData data) {
            LoopChecks.check();
            output.display(data);
        }

        @Override
        public void updateDisplay(DisplayData data) {
            LoopChecks.check();
            output.update(data);
        }
    }
}
