package rnnlab.jupyter.cell;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The threads that run a cell's code, whoever started them. Stop interrupts them; those that do not look at it are
 * ended in the cell's next turn of a loop or call of a method.
 */
final class CellThreads {

    /** Training ends within a step and keeps what was learned, when it is left to itself. */
    private static final long WILLINGLY_MILLIS = 200;

    private static final long AT_ALL_MILLIS = 600;
    private static final long LOOK_MILLIS = 10;

    private volatile Set<CellWork> earlierWork = Set.of();
    private volatile Set<Thread> earlierThreads = Set.of();

    void cellStarts() {
        earlierWork = Set.copyOf(CellWork.running().keySet());
        earlierThreads = Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** Not of an earlier one, nor of a thread that an earlier one started and that comes to its code only now. */
    private boolean isOfThisCell(CellWork work) {
        return !earlierWork.contains(work) && (work.pooled() || !earlierThreads.contains(work.thread()));
    }

    /**
     * Ends the threads of the cell that was stopped.
     *
     * @return what to say of one that cannot be ended
     */
    Optional<String> end() {
        if (endedWithin(WILLINGLY_MILLIS)) {
            return Optional.empty();
        }
        LoopChecks.condemn(this::isOfThisCell);
        boolean ended = endedWithin(AT_ALL_MILLIS);
        var left = ofThisCell();
        var busyElsewhere = Set.copyOf(left.keySet()); // they end when they come back to the cell's code
        LoopChecks.condemn(busyElsewhere.isEmpty() ? null : busyElsewhere::contains);
        return ended || left.isEmpty()
                ? Optional.empty()
                : Optional.of("The stopped cell still runs, in "
                        + CellWork.place(left.values().iterator().next())
                        + ", and may slow everything down. If it goes on: Kernel \u2192 Restart Kernel.");
    }

    /** Ends them at their next turn of a loop, as what Java throws when there is no memory left. */
    void endForMemory(Runnable obeyed) {
        LoopChecks.condemn(this::isOfThisCell, () -> {
            obeyed.run();
            return new OutOfMemoryError();
        });
    }

    private boolean endedWithin(long millis) {
        var interrupted = new HashSet<CellWork>();
        long end = System.nanoTime() + millis * 1_000_000;
        while (true) {
            var left = ofThisCell().keySet();
            if (left.isEmpty()) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            left.stream().filter(interrupted::add).forEach(work -> work.thread().interrupt());
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private Map<CellWork, StackTraceElement[]> ofThisCell() {
        var running = CellWork.running();
        running.keySet().removeIf(work -> !isOfThisCell(work));
        return running;
    }
}
