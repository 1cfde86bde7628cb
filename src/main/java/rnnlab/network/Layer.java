package rnnlab.network;

import java.util.List;
import java.util.Optional;

/**
 * What one layer computes. A new kind of layer is a record here and a method of the {@link Visitor}; the compiler then
 * names every place that has to know it.
 */
public sealed interface Layer {

    /** What it hands on when it reads these: as much as it reads first, unless told. */
    default Shape shape(List<Shape> reads) {
        return reads.get(0);
    }

    /** How many parameters it has when it reads these. */
    default int parameters(List<Shape> reads) {
        return 0;
    }

    /** The inputs whose mask may hold after it: while there are time steps, those of all that it reads. */
    default List<Input> maskedBy(List<Source> reads) {
        boolean ends = reads.get(0).shape().sequence()
                && !shape(reads.stream().map(Source::shape).toList()).sequence();
        return ends
                ? List.of()
                : reads.stream()
                        .flatMap(read -> read.maskedBy().stream())
                        .distinct()
                        .toList();
    }

    /** Calls the visitor's method for this kind of layer. */
    <R> R accept(Visitor<R> visitor);

    /** Does something for each kind of layer. */
    interface Visitor<R> {
        /** A dense layer. */
        R dense(Dense layer);

        /** A table of vectors. */
        R embedding(Embedding layer);

        /** A layer with a memory; see {@link RecurrentVisitor}. */
        R recurrent(Recurrent layer);

        /** Two recurrent layers, one of which reads from the end. */
        R bidirectional(Bidirectional layer);

        /** A function of each number. */
        R activate(Activate layer);

        /** Dropout. */
        R dropout(Dropout layer);

        /** The last time step. */
        R lastStep(LastStep layer);

        /** The same at each time step. */
        R repeat(Repeat layer);

        /** Several sources put together. */
        R combine(Combine layer);

        /** An end for gradients. */
        R stopGradient(StopGradient layer);

        /** Attention. */
        R attention(Attention layer);

        /** Layer normalisation. */
        R normalise(Normalise layer);

        /** Positions of the time steps. */
        R positions(Positions layer);
    }

    /**
     * y = activation(W x + b) at each time step; without {@code bias} there is no b. Parameters: W [units][size], b
     * [units].
     */
    record Dense(int units, boolean bias, Activation activation) implements Layer {
        @Override
        public Shape shape(List<Shape> reads) {
            return reads.get(0).of(units);
        }

        @Override
        public int parameters(List<Shape> reads) {
            return units * (reads.get(0).size() + (bias ? 1 : 0));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dense(this);
        }
    }

    /** A table with a vector of so many units for each index of an input. Parameters: E [size][units]. */
    record Embedding(int units) implements Layer {
        @Override
        public Shape shape(List<Shape> reads) {
            return reads.get(0).of(units);
        }

        @Override
        public int parameters(List<Shape> reads) {
            return reads.get(0).size() * units;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.embedding(this);
        }
    }

    /** A layer that reads a sequence step by step and remembers; it hands on its hidden state at each step. */
    sealed interface Recurrent extends Layer {
        /** Numbers of hidden state. */
        int units();

        /** How many matrices of weights for the input there are, of H rows each. */
        int gates();

        /** How many biases a unit of each gate has. */
        default int biases() {
            return 1;
        }

        @Override
        default Shape shape(List<Shape> reads) {
            return reads.get(0).of(units());
        }

        @Override
        default int parameters(List<Shape> reads) {
            return gates() * units() * (reads.get(0).size() + units() + biases());
        }

        @Override
        default <R> R accept(Visitor<R> visitor) {
            return visitor.recurrent(this);
        }

        /** Calls the visitor's method for this kind of recurrent layer. */
        <R> R acceptRecurrent(RecurrentVisitor<R> visitor);
    }

    /** Does something for each kind of recurrent layer. */
    interface RecurrentVisitor<R> {
        /** A simple recurrent layer. */
        R simpleRnn(SimpleRnn layer);

        /** Long short-term memory. */
        R lstm(Lstm layer);

        /** A gated recurrent unit. */
        R gru(Gru layer);
    }

    /** h = activation(W x + R h' + b), with h' the hidden state one step back. */
    record SimpleRnn(int units, Activation activation) implements Recurrent {
        @Override
        public int gates() {
            return 1;
        }

        @Override
        public <R> R acceptRecurrent(RecurrentVisitor<R> visitor) {
            return visitor.simpleRnn(this);
        }
    }

    /** Long short-term memory: gates i, f, o, candidate g, cell state c; see {@link rnnlab.kernel.Lstm}. */
    record Lstm(int units) implements Recurrent {
        @Override
        public int gates() {
            return 4;
        }

        @Override
        public <R> R acceptRecurrent(RecurrentVisitor<R> visitor) {
            return visitor.lstm(this);
        }
    }

    /**
     * Gated recurrent unit: update gate z, reset gate r, candidate g; see {@link rnnlab.kernel.Gru}.
     *
     * @param resetAfter whether the reset gate acts after the product with R, which then has a bias of its own
     */
    record Gru(int units, boolean resetAfter) implements Recurrent {
        @Override
        public int gates() {
            return 3;
        }

        @Override
        public int biases() {
            return resetAfter ? 2 : 1;
        }

        @Override
        public <R> R acceptRecurrent(RecurrentVisitor<R> visitor) {
            return visitor.gru(this);
        }
    }

    /**
     * Two recurrent layers with parameters of their own, one of which reads the sequence from its end. Parameters: the
     * forward layer's, then the backward layer's.
     *
     * @param each what both are
     * @param keep the probability with which each keeps a number of its input in training; 1 for no dropout
     * @param how the two are put together
     * @param lastStep whether each hands on only what it knows at the end of its reading
     */
    record Bidirectional(Recurrent each, double keep, Combination how, boolean lastStep) implements Layer {
        @Override
        public Shape shape(List<Shape> reads) {
            int units = how == Combination.CONCATENATE ? 2 * each.units() : each.units();
            return new Shape(units, reads.get(0).sequence() && !lastStep);
        }

        @Override
        public int parameters(List<Shape> reads) {
            return 2 * each.parameters(reads);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bidirectional(this);
        }
    }

    /** A function of each number. */
    record Activate(Activation function) implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.activate(this);
        }
    }

    /** In training each number is kept with the probability {@code keep} and divided by it, or else set to 0. */
    record Dropout(double keep) implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropout(this);
        }
    }

    /** The last time step that no mask hides: that of the input named, or else the one that holds where it reads. */
    record LastStep(Optional<Input> maskOf) implements Layer {
        @Override
        public Shape shape(List<Shape> reads) {
            return new Shape(reads.get(0).size(), false);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.lastStep(this);
        }
    }

    /** The same numbers at each time step of an input, whose mask holds after it. */
    record Repeat(Input like) implements Layer {
        @Override
        public Shape shape(List<Shape> reads) {
            return new Shape(reads.get(0).size(), true);
        }

        @Override
        public List<Input> maskedBy(List<Source> reads) {
            return like.maskedBy();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.repeat(this);
        }
    }

    /** How numbers of several sources are put together. */
    enum Combination {
        /** Side by side: [x_1; x_2; ...] */
        CONCATENATE,
        /** x_1 + x_2 + ... */
        ADD,
        /** (x_1 + x_2 + ...) / n */
        AVERAGE,
        /** x_1 - x_2 */
        SUBTRACT,
        /** x_1 * x_2 by element */
        PRODUCT
    }

    /** Several sources put together. */
    record Combine(Combination how) implements Layer {
        @Override
        public Shape shape(List<Shape> reads) {
            return how == Combination.CONCATENATE
                    ? reads.get(0).of(reads.stream().mapToInt(Shape::size).sum())
                    : reads.get(0);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.combine(this);
        }
    }

    /** y = x, behind which no gradient goes back. */
    record StopGradient() implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stopGradient(this);
        }
    }

    /** How a query q and a key k are compared. */
    enum Score {
        /** q · k */
        DOT,
        /** q · k / √d, with d numbers in a head */
        SCALED_DOT,
        /** w · tanh(q + k) */
        ADDITIVE
    }

    /**
     * For each query a mean of the values, weighed by how well the query fits their keys; see
     * {@link rnnlab.kernel.Attention}. It reads queries, keys and values, whose products with weights are layers of
     * their own. Parameters: w [units of a query] where the score is additive.
     *
     * @param heads shares of the units that are looked at apart
     * @param causal whether a query sees the keys up to its own step alone
     */
    record Attention(Score score, int heads, boolean causal) implements Layer {
        @Override
        public Shape shape(List<Shape> reads) {
            return reads.get(0).of(reads.get(2).size());
        }

        @Override
        public int parameters(List<Shape> reads) {
            return score == Score.ADDITIVE ? reads.get(0).size() : 0;
        }

        /** Those of the queries. */
        @Override
        public List<Input> maskedBy(List<Source> reads) {
            return reads.get(0).maskedBy();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attention(this);
        }
    }

    /** Each step with mean 0 and variance 1, then y = γ n + β. Parameters: γ [size], β [size]. */
    record Normalise(double epsilon) implements Layer {
        @Override
        public int parameters(List<Shape> reads) {
            return 2 * reads.get(0).size();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.normalise(this);
        }
    }

    /**
     * y_t = x_t + p_t. Parameters: P [most][size] where they are learned; else they are waves.
     *
     * @param most the most time steps of a sequence
     */
    record Positions(int most, boolean learned) implements Layer {
        @Override
        public int parameters(List<Shape> reads) {
            return learned ? most * reads.get(0).size() : 0;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.positions(this);
        }
    }
}
