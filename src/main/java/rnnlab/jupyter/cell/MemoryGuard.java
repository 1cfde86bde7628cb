package rnnlab.jupyter.cell;

/**
 * Ends a cell that fills the memory before the last byte is gone: without any, the threads that talk to JupyterLab end
 * too, and the notebook waits for ever.
 */
final class MemoryGuard {

    private static final long LOOK_MILLIS = 50;
    private static final double FULL = 0.9;
    private static final double ONE_CELL = 0.03; // what a cell may add where earlier ones have left the memory full

    private final CellThreads threads;
    private boolean running;
    private boolean ended;
    private long limit;

    MemoryGuard(CellThreads threads) {
        this.threads = threads;
        var guard = new Thread(this::watch, "memory guard");
        guard.setDaemon(true);
        guard.start();
    }

    synchronized void cellStarts() {
        long most = Runtime.getRuntime().maxMemory();
        limit = (long) Math.max(FULL * most, used() + ONE_CELL * most);
        running = true;
        ended = false;
    }

    synchronized void cellEnds() {
        running = false;
        if (ended) {
            LoopChecks.condemn(null);
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (!running || ended || used() < limit) {
            return;
        }
        System.gc(); // most of it may be garbage
        if (used() >= limit) {
            ended = true;
            threads.endForMemory();
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
