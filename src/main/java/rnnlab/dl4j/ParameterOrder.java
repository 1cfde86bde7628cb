package rnnlab.dl4j;

import java.util.List;
import rnnlab.network.Layer;
import rnnlab.network.Network;
import rnnlab.network.Vertex;

/**
 * The order of a network's parameters: here each weight matrix row by row, [nOut][nIn], as the kernels want them.
 *
 * <p>That is what Deeplearning4j's vector already is: its matrices are [nIn][nOut] with columns together. Only the rows
 * of an embedding lie together here and apart there.
 */
final class ParameterOrder {

    /** A matrix whose rows lie together here; {@code at} is its place in the vector. */
    private record Table(int at, int rows, int columns) {}

    private final List<Table> tables;

    ParameterOrder(Network network) {
        tables = network.vertices().stream()
                .filter(vertex -> vertex.layer() instanceof Layer.Embedding)
                .map(ParameterOrder::table)
                .toList();
    }

    private static Table table(Vertex embedding) {
        int rows = embedding.reads().get(0).shape().size();
        return new Table(embedding.parameters().at(), rows, embedding.shape().size());
    }

    /** Deeplearning4j's vector of one number a parameter in our order. */
    float[] fromTheirs(float[] theirs) {
        float[] ours = theirs.clone();
        transpose(theirs, ours, 0, 0, theirs.length, false);
        return ours;
    }

    /** Our vector in Deeplearning4j's order. */
    float[] toTheirs(float[] ours) {
        float[] theirs = ours.clone();
        transpose(ours, theirs, 0, 0, ours.length, true);
        return theirs;
    }

    /**
     * Transposes the tables among the parameters [first, last), whose numbers begin at {@code at} in both arrays.
     *
     * @param toTheirs whether towards Deeplearning4j's order, and not from it
     */
    void transpose(float[] from, float[] to, int at, int first, int last, boolean toTheirs) {
        for (Table table : tables) {
            if (first <= table.at && table.at < last) {
                int place = at + table.at - first;
                int rows = toTheirs ? table.rows : table.columns;
                transpose(from, to, place, rows, table.rows * table.columns / rows);
            }
        }
    }

    /** to[c][r] = from[r][c], both from index {@code at} */
    private static void transpose(float[] from, float[] to, int at, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[at + c * rows + r] = from[at + r * columns + c];
            }
        }
    }
}
