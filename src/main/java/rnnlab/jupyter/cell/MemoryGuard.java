package rnnlab.jupyter.cell;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Ends a cell that fills the memory before the last byte is gone: without any, the threads that talk to JupyterLab end
 * too, and the notebook waits for ever. Where the cell cannot be ended in time, the kernel ends, which JupyterLab sees
 * and starts anew.
 */
final class MemoryGuard {

    private static final double ROOM = 0.1; // of the memory: with it the cell's end is shown, and the next cell runs
    private static final long LEAST_ROOM_BYTES = 128L << 20;
    private static final double ONE_CELL = 0.03; // what a cell may add where earlier ones have left the memory full

    private static final long LOOK_MILLIS = 50;
    private static final long LOOK_AFTER_THE_END_MILLIS = 10;
    /** No computer's threads fill more, so that no look comes too late, on a processor that is free. */
    private static final long BYTES_PER_MILLI = 10_000_000;

    private static final int SAID_AFTER_LOOKS = 10; // not a time: while memory is collected, no cell can end
    private static final long ON_ITS_WAY_MILLIS = 2000;
    private static final long KERNEL_ENDS_AFTER_MILLIS = 10_000;

    private static final String STILL_RUNS =
            "The cell has filled the memory that the kernel may use, and is in a library's code, which has to end by"
                    + " itself. If it does not, the kernel is started anew: variables are lost, the notebook is not."
                    + " Make its arrays, batches or networks smaller.";

    private final CellThreads threads;
    private final Consumer<String> say;
    private final Thread speaker; // apart from the guard: a message waits for memory, the guard never does
    private List<Thread> kernelThreads = List.of();
    private volatile boolean running;
    private volatile boolean obeys; // the cell is on its way to its end, which on a full memory takes a while
    private volatile boolean
            full; // since the cell began; without that, threads that are gone have ended as they should
    private boolean ended;
    private volatile boolean said;
    private long endedAt;
    private int looksAfterTheEnd;
    private long usedAtTheEnd;
    private long limit = Long.MAX_VALUE;

    /** @param say shows a line under the cell */
    MemoryGuard(CellThreads threads, Consumer<String> say) {
        this.threads = threads;
        this.say = say;
        speaker = started(this::speak, "memory guard's words");
        started(this::watch, "memory guard");
    }

    private static Thread started(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    synchronized void cellStarts() {
        if (kernelThreads.isEmpty()) {
            kernelThreads = KernelThreads.now();
        }
        long most = Runtime.getRuntime().maxMemory();
        limit = (long) Math.max(most - Math.max(ROOM * most, LEAST_ROOM_BYTES), used() + ONE_CELL * most);
        running = true;
        full = false;
        ended = false;
        said = false;
    }

    synchronized void cellEnds() {
        running = false;
        if (ended) {
            LoopChecks.condemn(null);
        }
    }

    private void watch() {
        while (true) {
            try {
                Thread.sleep(pauseMillis());
                look();
            } catch (OutOfMemoryError e) {
                full = true; // and this is the one thread that must go on
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized long pauseMillis() {
        if (!running) {
            return LOOK_MILLIS;
        }
        return ended
                ? LOOK_AFTER_THE_END_MILLIS
                : Math.max(1, Math.min(LOOK_MILLIS, (limit - used()) / BYTES_PER_MILLI));
    }

    private synchronized void look() {
        full |= used() >= limit;
        if (full) {
            KernelThreads.endKernelWithout(kernelThreads);
        }
        if (!running) {
            return;
        }
        if (ended) {
            lookAfterTheEnd();
        } else if (used() < limit) {
            MemoryReserve.take(used());
        } else {
            System.gc(); // most of it may be garbage
            if (used() >= limit) {
                ended = true;
                endedAt = System.nanoTime();
                looksAfterTheEnd = 0;
                usedAtTheEnd = used();
                obeys = false;
                threads.endForMemory(() -> obeys = true);
            }
        }
    }

    private void lookAfterTheEnd() {
        long millis = (System.nanoTime() - endedAt) / 1_000_000;
        boolean fillsTheRest = used() > (usedAtTheEnd + Runtime.getRuntime().maxMemory()) / 2;
        looksAfterTheEnd++;
        boolean goesOn = obeys ? millis > ON_ITS_WAY_MILLIS : looksAfterTheEnd > SAID_AFTER_LOOKS || fillsTheRest;
        if (goesOn && !said) {
            said = true;
            LockSupport.unpark(speaker);
        }
        if (millis > KERNEL_ENDS_AFTER_MILLIS && used() >= limit) {
            KernelThreads.endKernel();
        }
    }

    private void speak() {
        while (true) {
            LockSupport.park();
            try {
                if (said && running) {
                    say.accept(STILL_RUNS);
                }
            } catch (OutOfMemoryError e) {
                continue; // then the kernel's end has to tell
            }
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
