package rnnlab.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that share out the tasks 0 ... n-1 of one job with the calling thread.
 *
 * <p>A training step is some hundred microseconds long, so a worker that has nothing to do first spins for a moment and
 * only then sleeps.
 *
 * <p>Of a job with a task for each thread, every thread takes the task of its own number first: what the task of that
 * number read in the last such job is still in this processor's cache. Otherwise chance decides who runs which task.
 * Kernels see to it that no sum is split among tasks, so the bits of a result do not depend on the number of threads.
 */
public final class Workers implements AutoCloseable {
    /** The part of a job with the number {@code index}. */
    @FunctionalInterface
    public interface Task {
        /** Does it. */
        void run(int index);
    }

    /** Work on the numbers [from, to). */
    @FunctionalInterface
    public interface Range {
        /** Does it. */
        void run(int from, int to);
    }

    /** Fewer multiplications than this are not worth waking another thread. */
    public static final long WORTH_SHARING = 200_000;

    private static final int RANGE = 32_768;
    private static final int SPINS = 2_000;
    /** The lower half of a ticket without its sign. */
    private static final int MOST_BITS = 31;

    private final Thread[] threads;
    private final AtomicBoolean[] asleep;
    private final AtomicBoolean busy = new AtomicBoolean();
    /**
     * The number of the job, which is even, in the upper half; in the lower which tasks of it are taken, a bit for
     * each, or, if there are more tasks than threads, the next one. One compare-and-set takes a task.
     */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private volatile int tasks;
    private volatile boolean oneEach;
    private volatile Task task;
    private volatile Throwable failure;
    private volatile boolean closed;

    /** Workers of {@code threads} threads altogether, the caller's included. */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        this.threads = new Thread[threads - 1];
        this.asleep = new AtomicBoolean[threads - 1];
        for (int i = 0; i < threads - 1; i++) {
            int me = i;
            asleep[i] = new AtomicBoolean();
            this.threads[i] = new Thread(() -> work(me), "kernel-" + (i + 1));
            this.threads[i].setDaemon(true);
            this.threads[i].start();
        }
    }

    /** One thread for each processor, shared by everything that does not ask for its own. */
    public static Workers common() {
        return Common.WORKERS;
    }

    private static final class Common {
        static final Workers WORKERS = new Workers(Runtime.getRuntime().availableProcessors());
    }

    /** The number of threads, the caller's included. */
    public int size() {
        return threads.length + 1;
    }

    /**
     * Runs {@code job} for 0 ... count-1 and returns when all are done. Called while another thread's job is under way
     * (or from inside a task), it runs everything on the caller.
     *
     * @throws RuntimeException the first exception of a task, after the others have ended
     */
    public void run(int count, Task job) {
        if (count <= 1 || threads.length == 0 || !busy.compareAndSet(false, true)) {
            for (int i = 0; i < count; i++) {
                job.run(i);
            }
            return;
        }
        try {
            long last = ticket.get() >>> 32;
            ticket.set((last + 1) << 32); // odd: nobody may take a task while the next job is put together
            task = job;
            tasks = count;
            oneEach = count <= Math.min(size(), MOST_BITS);
            failure = null;
            finished.set(0);
            ticket.set((last + 2) << 32);
            for (int i = 0; i < Math.min(threads.length, count - 1); i++) {
                if (asleep[i].get()) {
                    LockSupport.unpark(threads[i]);
                }
            }
            takeTasks(0);
            for (int spins = 0; finished.get() < count; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            task = null;
        } finally {
            busy.set(false);
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /**
     * As {@link #run}, but on the caller alone if the job's {@code work}, in multiplications, is not worth waking a
     * thread.
     */
    public void share(long work, int count, Task job) {
        if (work < WORTH_SHARING) {
            for (int i = 0; i < count; i++) {
                job.run(i);
            }
        } else {
            run(count, job);
        }
    }

    /** Runs {@code body} on parts of the range [0, length), in parallel if it is long. */
    public void ranges(int length, Range body) {
        int parts = (length + RANGE - 1) / RANGE;
        if (parts <= 1) {
            body.run(0, length);
        } else {
            run(parts, i -> body.run(i * RANGE, Math.min(length, (i + 1) * RANGE)));
        }
    }

    /** Runs tasks of the present job until there are none left, first the one that has this thread's number. */
    private void takeTasks(int me) {
        while (true) {
            long now = ticket.get();
            if ((now >>> 32 & 1) != 0) {
                return; // the next job is being put together: what is read of it now does not belong together
            }
            Task job = task;
            boolean bits = oneEach;
            int next = bits ? free((int) now, me) : (int) now;
            if (next >= tasks || job == null) {
                return;
            }
            if (!ticket.compareAndSet(now, bits ? now | 1L << next : now + 1)) {
                continue;
            }
            try {
                job.run(next);
            } catch (RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                }
            } finally {
                finished.incrementAndGet();
            }
        }
    }

    /** A task whose bit is not set: this thread's own one if possible. */
    private static int free(int taken, int me) {
        return (taken >>> me & 1) == 0 ? me : Integer.numberOfTrailingZeros(~taken);
    }

    private void work(int me) {
        long seen = -1;
        while (!closed) {
            long job = ticket.get() >>> 32;
            if (job != seen) {
                seen = job;
                takeTasks(me + 1);
                continue;
            }
            int spins = 0;
            while (spins++ < SPINS && ticket.get() >>> 32 == seen) {
                Thread.onSpinWait();
            }
            if (ticket.get() >>> 32 != seen || closed) {
                continue;
            }
            asleep[me].set(true);
            while (ticket.get() >>> 32 == seen && !closed) {
                LockSupport.park(this);
            }
            asleep[me].set(false);
        }
    }

    /** Ends the threads; a later {@link #run} works on the caller alone. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
