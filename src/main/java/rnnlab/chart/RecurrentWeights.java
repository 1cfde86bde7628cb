package rnnlab.chart;

/**
 * The weights of a recurrent network, as {@link Diagrams#unrolled} takes them.
 *
 * @param wx [feature][unit]
 * @param wh [unit before][unit]
 * @param wy [unit][output]
 */
record RecurrentWeights(double[][] wx, double[][] wh, double[][] wy) {

    private static final int MAX_UNITS = 4;
    private static final int MAX_ENDS = 3;

    RecurrentWeights {
        limit("features", wx.length, MAX_ENDS);
        limit("units", wh.length, MAX_UNITS);
        limit("outputs", wy.length == 0 ? 1 : wy[0].length, MAX_ENDS);
        columns("wx", wx, wh.length);
        columns("wh", wh, wh.length);
        if (wy.length != wh.length) {
            throw new IllegalArgumentException("wy has " + wy.length + " rows, but there are " + wh.length + " units");
        }
        columns("wy", wy, wy[0].length);
    }

    static void limit(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    count + " " + what + ": a diagram that can be read has 1 to " + most + "; use a heat map for more");
        }
    }

    private static void columns(String name, double[][] matrix, int expected) {
        for (double[] row : matrix) {
            if (row.length != expected) {
                throw new IllegalArgumentException(
                        name + " has a row of " + row.length + " values where " + expected + " are needed");
            }
        }
    }

    int features() {
        return wx.length;
    }

    int units() {
        return wh.length;
    }

    int outputs() {
        return wy[0].length;
    }
}
