package rnnlab.jupyter;

import java.io.PrintWriter;
import java.util.List;

/**
 * What a cell has thrown, as a student reads it: the message without names of packages, the lines of the cells, and
 * below an empty line the way through the libraries, which the notebook folds.
 */
public final class CellError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> places;
    private final transient List<String> way;

    /**
     * @param places lines of cells, the innermost first
     * @param way frames of libraries
     */
    CellError(String message, List<String> places, List<String> way) {
        super(message, null, false, false);
        this.places = List.copyOf(places);
        this.way = List.copyOf(way);
    }

    @Override
    public String toString() {
        return getMessage();
    }

    @Override
    public void printStackTrace(PrintWriter out) {
        out.println(getMessage());
        places.forEach(place -> out.println("    " + place));
        if (!way.isEmpty()) {
            out.println();
            out.println("On the way there:");
            way.forEach(frame -> out.println("    " + frame));
        }
    }
}
