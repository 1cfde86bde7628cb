import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the class rnnlab.kernel.Tiles, the innermost loops of all matrix products:
 * {@code java WriteTiles.java FOLDER}.
 *
 * <p>The compiler keeps vectors in registers only if each is a local variable of its own, so the loop for every size of
 * tile has to be written out. They differ in nothing but that size.
 *
 * <p>A variable that changes in the loop is only ever an argument, never the object of a call: {@code loaded.add(sum)},
 * not {@code sum.add(loaded)} or {@code sum.intoArray(...)}. Its class is not known exactly when the vectors' methods
 * are inlined, and a call that cannot be inlined makes every vector an object. The options in
 * environment/compiler.options prevent that altogether; where a program runs without them, this much is lost at the end
 * of a tile only, not in its loop.
 *
 * <p>The compiler moves all loads of a turn of the loop to its beginning, so what they load takes registers beside the
 * sums; and a sum that finds no register waits in memory, which halves the speed of the whole tile. Of n registers a
 * tile may take {@code rows * vectors + rows + vectors < n}. For the same reason a turn takes one number of the depth.
 */
public final class WriteTiles {
    // With 32 registers: sixteen and twenty vectors of Y; more rows are not faster.
    private static final int PACKED_ROWS = 8;
    private static final int PACKED_VECTORS = 2;
    private static final int IN_PLACE_ROWS = 5;
    private static final int IN_PLACE_VECTORS = 4;
    private static final int DOTS_ROWS = 4;
    private static final int DOTS_COLUMNS = 4;
    // With 16: eight and nine. A product and its sum take four cycles and two begin in each, so eight keep it busy.
    private static final int FEW_PACKED_ROWS = 4;
    private static final int FEW_IN_PLACE_ROWS = 3;
    private static final int FEW_IN_PLACE_VECTORS = 3;
    private static final int FEW_DOTS_COLUMNS = 2;

    private static final String HEAD = """
            package rnnlab.kernel;

            import static rnnlab.kernel.Vectors.WIDTH;
            import static rnnlab.kernel.Vectors.SPECIES;

            import jdk.incubator.vector.FloatVector;

            /**
             * Y[rows][vectors] += A[rows][depth] X[depth][vectors]: the sums of a tile stay in registers while k runs
             * over the depth; each number of A is spread over a vector and multiplied with the vectors of X. Written by
             * WriteTiles.java.
             *
             * <p>A tile should be large, so that each number loaded is used often, yet fit the registers.
             */
            final class Tiles {
                /** The most rows of a packed tile. */
                static final int PACKED_ROWS = Vectors.MANY_REGISTERS ? %d : %d;
                /** The most vectors of a packed tile. */
                static final int PACKED_VECTORS = %d;
                /** The most rows of a tile in place. */
                static final int IN_PLACE_ROWS = Vectors.MANY_REGISTERS ? %d : %d;
                /** The most vectors of a tile in place. */
                static final int IN_PLACE_VECTORS = Vectors.MANY_REGISTERS ? %d : %d;
                /** The most rows of D in a tile of dot products. */
                static final int DOTS_ROWS = %d;
                /** The most rows of X in a tile of dot products. */
                static final int DOTS_COLUMNS = Vectors.MANY_REGISTERS ? %d : %d;

                private Tiles() {}
            """.formatted(
                    PACKED_ROWS,
                    FEW_PACKED_ROWS,
                    PACKED_VECTORS,
                    IN_PLACE_ROWS,
                    FEW_IN_PLACE_ROWS,
                    IN_PLACE_VECTORS,
                    FEW_IN_PLACE_VECTORS,
                    DOTS_ROWS,
                    DOTS_COLUMNS,
                    FEW_DOTS_COLUMNS);

    private final StringBuilder out = new StringBuilder(HEAD);

    private WriteTiles() {}

    /** Writes it, unless it is there already. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0], "rnnlab", "kernel");
        Files.createDirectories(folder);
        Path file = folder.resolve("Tiles.java");
        String source = new WriteTiles().source();
        // An unchanged file keeps its time, so that it is not compiled again.
        if (!Files.exists(file) || !Files.readString(file).equals(source)) {
            Files.writeString(file, source);
        }
    }

    private String source() {
        family("packed", "A lies [depth][rows] from a[ai] on", false, PACKED_ROWS, PACKED_VECTORS);
        family("inPlace", "A lies at a[ai + j*lda + k]", true, IN_PLACE_ROWS, IN_PLACE_VECTORS);
        dots(DOTS_ROWS, DOTS_COLUMNS);
        return out.append("}\n").toString();
    }

    /** The method that chooses the tile, and the tiles. */
    private void family(String name, String where, boolean inPlace, int mostRows, int mostVectors) {
        String a = inPlace ? "float[] a, int ai, int lda, int depth" : "float[] a, int ai, int depth";
        String rest = "float[] x, int xi, float[] y, int yi, int ldy";
        line("");
        line("    /** %s, X lies [depth][vectors] from x[xi] on, Y at y[yi + j*ldy]. */", where);
        line("    static void %s(", name);
        line("            int rows, int vectors, %s,", a);
        line("            %s) {", rest);
        line("        switch (rows * 10 + vectors) {");
        for (int rows = 1; rows <= mostRows; rows++) {
            for (int vectors = 1; vectors <= mostVectors; vectors++) {
                line(
                        "            case %d -> %s%dx%d(a, ai,%s depth, x, xi, y, yi, ldy);",
                        rows * 10 + vectors, name, rows, vectors, inPlace ? " lda," : "");
            }
        }
        line("            default -> throw new AssertionError(rows + \" rows by \" + vectors + \" vectors\");");
        line("        }");
        line("    }");
        for (int rows = 1; rows <= mostRows; rows++) {
            for (int vectors = 1; vectors <= mostVectors; vectors++) {
                line("");
                line("    private static void %s%dx%d(", name, rows, vectors);
                line("            %s, %s) {", a, rest);
                tile(inPlace, rows, vectors);
                line("    }");
            }
        }
    }

    private void tile(boolean inPlace, int rows, int vectors) {
        for (int j = 0; j < rows; j++) {
            if (inPlace) {
                line("        int row%d = ai + %d * lda;", j, j);
            }
            for (int n = 0; n < vectors; n++) {
                line("        var y%d_%d = FloatVector.zero(SPECIES);", j, n);
            }
        }
        line("        for (int k = 0; k < depth; k++) {");
        for (int n = 0; n < vectors; n++) {
            line("            var x%d = FloatVector.fromArray(SPECIES, x, xi + (k * %d + %d) * WIDTH);", n, vectors, n);
        }
        for (int j = 0; j < rows; j++) {
            String at = inPlace ? "row" + j + " + k" : "ai + k * " + rows + " + " + j;
            line("            var a%d = FloatVector.broadcast(SPECIES, a[%s]);", j, at);
            for (int n = 0; n < vectors; n++) {
                line("            y%d_%d = a%d.fma(x%d, y%d_%d);", j, n, j, n, j, n);
            }
        }
        line("        }");
        for (int j = 0; j < rows; j++) {
            for (int n = 0; n < vectors; n++) {
                line("        int at%d_%d = yi + %d * ldy + %d * WIDTH;", j, n, j, n);
                line("        FloatVector.fromArray(SPECIES, y, at%d_%d)", j, n);
                line("                .add(y%d_%d)", j, n);
                line("                .intoArray(y, at%d_%d);", j, n);
            }
        }
    }

    /**
     * G[rows][columns] += D Xᵀ by vectors along the batch, for all time steps.
     *
     * <p>Time and batch are one loop, not two: JDK 17's compiler keeps sums in registers across one loop only. The sums
     * leave their vectors through an array, added up from first to last, because reduceLanes leaves the order open.
     */
    private void dots(int mostRows, int mostColumns) {
        String d = "float[] d, int di, int dStep, float[] x, int xi, int xStep, int paddedBatch, int steps,";
        String g = "float[] sums, float[] g, int gi, int ldg";
        line("");
        line("    /**");
        line("     * g[gi + j*ldg + k] += the sum over steps and batch of");
        line("     * d[di + j*paddedBatch + ...] x[xi + k*paddedBatch + ...]; a step's rows end dStep and xStep");
        line("     * numbers before the next step's. {@code sums}: room for rows * columns vectors.");
        line("     */");
        line("    static void dots(");
        line("            int rows, int columns,");
        line("            %s", d);
        line("            %s) {", g);
        line("        switch (rows * 10 + columns) {");
        for (int rows = 1; rows <= mostRows; rows++) {
            for (int columns = 1; columns <= mostColumns; columns++) {
                line("            case %d -> dots%dx%d(", rows * 10 + columns, rows, columns);
                line("                    d, di, dStep, x, xi, xStep, paddedBatch, steps, sums, g, gi, ldg);");
            }
        }
        line("            default -> throw new AssertionError(rows + \" by \" + columns);");
        line("        }");
        line("    }");
        for (int rows = 1; rows <= mostRows; rows++) {
            for (int columns = 1; columns <= mostColumns; columns++) {
                line("");
                line("    private static void dots%dx%d(", rows, columns);
                line("            %s", d);
                line("            %s) {", g);
                dotsTile(rows, columns);
                line("    }");
            }
        }
    }

    private void dotsTile(int rows, int columns) {
        for (int j = 0; j < rows; j++) {
            for (int k = 0; k < columns; k++) {
                line("        var sum%d_%d = FloatVector.zero(SPECIES);", j, k);
            }
        }
        line("        int left = paddedBatch;");
        line("        for (int count = steps * (paddedBatch / WIDTH); count > 0; count--) {");
        for (int k = 0; k < columns; k++) {
            line("            var x%d = FloatVector.fromArray(SPECIES, x, xi + %d * paddedBatch);", k, k);
        }
        for (int j = 0; j < rows; j++) {
            line("            var d%d = FloatVector.fromArray(SPECIES, d, di + %d * paddedBatch);", j, j);
            for (int k = 0; k < columns; k++) {
                line("            sum%d_%d = d%d.fma(x%d, sum%d_%d);", j, k, j, k, j, k);
            }
        }
        line("            di += WIDTH;");
        line("            xi += WIDTH;");
        line("            left -= WIDTH;");
        line("            if (left == 0) {");
        line("                left = paddedBatch;");
        line("                di += dStep;");
        line("                xi += xStep;");
        line("            }");
        line("        }");
        for (int j = 0; j < rows; j++) {
            for (int k = 0; k < columns; k++) {
                line(
                        "        FloatVector.zero(SPECIES).add(sum%d_%d).intoArray(sums, %d * WIDTH);",
                        j, k, j * columns + k);
            }
        }
        line("        for (int j = 0, at = 0; j < %d; j++) {", rows);
        line("            for (int k = 0; k < %d; k++, at += WIDTH) {", columns);
        line("                g[gi + j * ldg + k] += Vectors.sum(sums, at);");
        line("            }");
        line("        }");
    }

    private void line(String format, Object... values) {
        out.append(format.formatted(values)).append('\n');
    }
}
