package rnnlab.jupyter.cell;

/** Ends a thread of a stopped cell. An Error, so that a cell's {@code catch (Exception e)} lets it through. */
final class CellStopped extends Error {

    CellStopped() {
        super("the cell was stopped", null, false, false);
    }

    /** Says of other exceptions what Java says, and of this one nothing: it is what the user wanted. */
    static void uncaught(Thread thread, Throwable e) {
        if (!(e instanceof CellStopped)) {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            e.printStackTrace();
        }
    }
}
