package rnnlab.engine;

import rnnlab.kernel.DenseCell;
import rnnlab.kernel.GruCell;
import rnnlab.kernel.LstmCell;
import rnnlab.kernel.SimpleRnnCell;
import rnnlab.kernel.Slice;
import rnnlab.kernel.Vectors;

/** One layer read one step at a time for one sequence; what it remembers is its own. */
sealed interface StepCell {

    /** Takes over its parameters from the network's vector. */
    void load(float[] parameters);

    /** The output of the next step; the step after overwrites it. */
    float[] step(float[] x);

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
        public float[] step(float[] x) {
            System.arraycopy(parameters[0], at + (int) x[0] * units, y, 0, units);
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
        public float[] step(float[] x) {
            kernel.step(x, h);
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
        public float[] step(float[] x) {
            kernel.step(x, h);
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
        public float[] step(float[] x) {
            kernel.step(x, h, c);
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
        public float[] step(float[] x) {
            float[] y = kernel.step(x);
            if (softmax) {
                DenseCell.softmax(y, units);
            }
            return y;
        }
    }
}
