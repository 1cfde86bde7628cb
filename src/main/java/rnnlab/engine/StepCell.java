package rnnlab.engine;

import rnnlab.kernel.Activation;
import rnnlab.kernel.AttentionCell;
import rnnlab.kernel.DenseCell;
import rnnlab.kernel.GruCell;
import rnnlab.kernel.LayerNormCell;
import rnnlab.kernel.LstmCell;
import rnnlab.kernel.SimpleRnnCell;
import rnnlab.kernel.Slice;
import rnnlab.kernel.Vectors;

/** One layer read one step at a time for one sequence; what it remembers is its own. */
sealed interface StepCell {

    /** Takes over its parameters from the network's vector. */
    void load(float[] parameters);

    /** The output of the next step for what the layer reads; the step after overwrites it. */
    float[] step(float[]... x);

    /** A row of a table; x[0] is the index. */
    record Embedding(int at, int units, float[] y, float[][] parameters) implements StepCell {

        Embedding(int at, int units) {
            this(at, units, new float[Vectors.pad(units)], new float[1][]);
        }

        @Override
        public void load(float[] all) {
            parameters[0] = all;
        }

        @Override
        public float[] step(float[]... x) {
            System.arraycopy(parameters[0], at + (int) x[0][0] * units, y, 0, units);
            return y;
        }
    }

    /** A simple recurrent layer and its hidden state. */
    record SimpleRnn(int at, SimpleRnnCell kernel, float[] h) implements StepCell {
        @Override
        public void load(float[] all) {
            kernel.load(new Slice(all, at));
        }

        @Override
        public float[] step(float[]... x) {
            kernel.step(x[0], h);
            return h;
        }
    }

    /** A GRU and its hidden state. */
    record Gru(int at, GruCell kernel, float[] h) implements StepCell {
        @Override
        public void load(float[] all) {
            kernel.load(new Slice(all, at));
        }

        @Override
        public float[] step(float[]... x) {
            kernel.step(x[0], h);
            return h;
        }
    }

    /** An LSTM, its hidden and its cell state. */
    record Lstm(int at, LstmCell kernel, float[] h, float[] c) implements StepCell {
        @Override
        public void load(float[] all) {
            kernel.load(new Slice(all, at));
        }

        @Override
        public float[] step(float[]... x) {
            kernel.step(x[0], h, c);
            return h;
        }
    }

    /** A dense layer, with softmax where it is the output of classes. */
    record Dense(int at, DenseCell kernel, int units, boolean softmax) implements StepCell {
        @Override
        public void load(float[] all) {
            kernel.load(new Slice(all, at));
        }

        @Override
        public float[] step(float[]... x) {
            float[] y = kernel.step(x[0]);
            if (softmax) {
                DenseCell.softmax(y, units);
            }
            return y;
        }
    }

    /** Attention to the steps so far. */
    record Attention(int at, AttentionCell kernel) implements StepCell {
        @Override
        public void load(float[] all) {
            kernel.load(new Slice(all, at));
        }

        @Override
        public float[] step(float[]... x) {
            return kernel.step(x[0], x[1], x[2]);
        }
    }

    /** Layer normalisation. */
    record Normalise(int at, LayerNormCell kernel) implements StepCell {
        @Override
        public void load(float[] all) {
            kernel.load(new Slice(all, at));
        }

        @Override
        public float[] step(float[]... x) {
            return kernel.step(x[0]);
        }
    }

    /** Positions: the table's next row is added; {@code next} [1] counts. */
    record Positions(String name, int at, int units, int most, float[][] table, int[] next, float[] y)
            implements StepCell {

        Positions(String name, int at, int units, rnnlab.network.Layer.Positions layer) {
            this(
                    name,
                    layer.learned() ? at : -1,
                    units,
                    layer.most(),
                    new float[][] {layer.learned() ? null : rnnlab.kernel.Positions.waves(units, layer.most())},
                    new int[1],
                    new float[Vectors.pad(units)]);
        }

        @Override
        public void load(float[] all) {
            if (at >= 0) {
                table[0] = all;
            }
        }

        @Override
        public float[] step(float[]... x) {
            if (next[0] == most) {
                throw new IllegalArgumentException(
                        "layer \"" + name + "\": " + (most + 1) + " time steps, but there are positions for " + most);
            }
            int row = Math.max(at, 0) + next[0]++ * units;
            for (int u = 0; u < units; u++) {
                y[u] = x[0][u] + table[0][row + u];
            }
            return y;
        }
    }

    /** A function of each number. */
    record Activate(Activation function, float[] y) implements StepCell {
        @Override
        public void load(float[] all) {}

        @Override
        public float[] step(float[]... x) {
            System.arraycopy(x[0], 0, y, 0, y.length);
            function.apply(y, 0, y.length);
            return y;
        }
    }

    /** Several sources of these sizes side by side. */
    record Concatenate(int[] sizes, float[] y) implements StepCell {
        @Override
        public void load(float[] all) {}

        @Override
        public float[] step(float[]... x) {
            for (int i = 0, to = 0; i < sizes.length; to += sizes[i++]) {
                System.arraycopy(x[i], 0, y, to, sizes[i]);
            }
            return y;
        }
    }

    /** The sum of several sources. */
    record Add(float[] y) implements StepCell {
        @Override
        public void load(float[] all) {}

        @Override
        public float[] step(float[]... x) {
            System.arraycopy(x[0], 0, y, 0, y.length);
            for (int i = 1; i < x.length; i++) {
                for (int u = 0; u < y.length; u++) {
                    y[u] += x[i][u];
                }
            }
            return y;
        }
    }
}
