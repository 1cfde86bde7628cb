package rnnlab.layers;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rnnlab.kernel.Capacity;
import rnnlab.kernel.Slice;
import rnnlab.kernel.Vectors;
import rnnlab.kernel.Workers;

/** The GRU kernel between Deeplearning4j's arrays [B][F][T]: copies them to the kernels' [T][F][B] and back. */
@SuppressWarnings("try") // a scope is entered for what it does to new arrays, and never named
abstract class GruKernel {

    final int steps;
    private final int batch;
    private final int paddedBatch;
    private final DataType type;

    private GruKernel(int steps, int batch, int paddedBatch, DataType type) {
        this.steps = steps;
        this.batch = batch;
        this.paddedBatch = paddedBatch;
        this.type = type;
    }

    static GruKernel of(Gru gru, int steps, int batch, DataType type) {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new IllegalStateException(
                    "a Gru layer needs the Vector API: start Java with --add-modules jdk.incubator.vector");
        }
        return switch (type) {
            case FLOAT -> new InFloat(gru, steps, batch);
            case DOUBLE -> new InDouble(gru, steps, batch);
            default ->
                throw new IllegalArgumentException("Gru: data type " + type + " is not allowed; FLOAT or DOUBLE");
        };
    }

    abstract void load(INDArray parameters);

    /**
     * @param x [B][F][T]
     * @param state [B][H], or null for zero
     * @param mask [B][T], or null
     * @return h [B][H][T]
     */
    final INDArray forward(INDArray x, INDArray state, INDArray mask) {
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray m = mask == null ? null : columns(mask.reshape(batch, 1, steps));
            INDArray h0 = state == null ? null : columns(state.reshape(batch, state.size(1), 1));
            return examples(run(columns(x), h0, m));
        }
    }

    /**
     * After {@link #forward}.
     *
     * @param dy [B][H][T]
     * @return the gradient of the parameters, and of the input [B][F][T]
     */
    final INDArray[] backward(INDArray dy, int first) {
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray[] both = back(columns(dy), first);
            both[1] = examples(both[1]);
            return both;
        }
    }

    abstract INDArray run(INDArray x, INDArray state, INDArray mask);

    abstract INDArray[] back(INDArray dy, int first);

    /** [B][F][T] to [T][F][paddedBatch], with zeros in the columns above the batch. */
    private INDArray columns(INDArray examples) {
        INDArray columns = Nd4j.create(type, new long[] {examples.size(2), examples.size(1), paddedBatch}, 'c');
        columns.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, batch))
                .assign(examples.castTo(type).permute(2, 1, 0));
        return columns;
    }

    /** [T][F][paddedBatch] to [B][F][T]. */
    private INDArray examples(INDArray columns) {
        return columns.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, batch))
                .permute(2, 1, 0)
                .dup('f');
    }

    /** Single precision. */
    private static final class InFloat extends GruKernel {
        private final rnnlab.kernel.Gru kernel;
        private final int units;
        private final int inputs;
        private final int paddedBatch;
        private Slice x;

        InFloat(Gru gru, int steps, int batch) {
            super(steps, batch, Vectors.pad(batch), DataType.FLOAT);
            units = (int) gru.getNOut();
            inputs = (int) gru.getNIn();
            paddedBatch = Vectors.pad(batch);
            var capacity = new Capacity(steps, paddedBatch, Workers.common());
            kernel = new rnnlab.kernel.Gru(inputs, units, gru.isResetAfter(), capacity, false);
        }

        @Override
        void load(INDArray parameters) {
            kernel.load(Slice.of(parameters.data().asFloat()));
        }

        @Override
        INDArray run(INDArray columns, INDArray state, INDArray mask) {
            x = Slice.of(columns.data().asFloat());
            if (state != null) {
                System.arraycopy(state.data().asFloat(), 0, kernel.state(), 0, units * paddedBatch);
            }
            kernel.mask(mask == null ? null : mask.data().asFloat());
            kernel.forward(x, steps);
            float[] h = new float[steps * units * paddedBatch];
            System.arraycopy(kernel.output().array(), kernel.output().at(), h, 0, h.length);
            return Nd4j.create(h, new long[] {steps, units, paddedBatch}, 'c');
        }

        @Override
        INDArray[] back(INDArray dy, int first) {
            float[] gradients = new float[kernel.parameters()];
            float[] dx = new float[steps * inputs * paddedBatch];
            kernel.truncate(first);
            kernel.backward(x, steps, Slice.of(dy.data().asFloat()), Slice.of(gradients), Slice.of(dx));
            return new INDArray[] {
                Nd4j.create(gradients, new long[] {gradients.length}, 'c'),
                Nd4j.create(dx, new long[] {steps, inputs, paddedBatch}, 'c')
            };
        }
    }

    /** Double precision. */
    private static final class InDouble extends GruKernel {
        private final rnnlab.kernel.doubles.Gru kernel;
        private final int units;
        private final int inputs;
        private final int paddedBatch;
        private rnnlab.kernel.doubles.Slice x;

        InDouble(Gru gru, int steps, int batch) {
            super(steps, batch, rnnlab.kernel.doubles.Vectors.pad(batch), DataType.DOUBLE);
            units = (int) gru.getNOut();
            inputs = (int) gru.getNIn();
            paddedBatch = rnnlab.kernel.doubles.Vectors.pad(batch);
            var capacity = new rnnlab.kernel.doubles.Capacity(steps, paddedBatch, Workers.common());
            kernel = new rnnlab.kernel.doubles.Gru(inputs, units, gru.isResetAfter(), capacity, false);
        }

        @Override
        void load(INDArray parameters) {
            kernel.load(rnnlab.kernel.doubles.Slice.of(parameters.data().asDouble()));
        }

        @Override
        INDArray run(INDArray columns, INDArray state, INDArray mask) {
            x = rnnlab.kernel.doubles.Slice.of(columns.data().asDouble());
            if (state != null) {
                System.arraycopy(state.data().asDouble(), 0, kernel.state(), 0, units * paddedBatch);
            }
            kernel.mask(mask == null ? null : mask.data().asDouble());
            kernel.forward(x, steps);
            double[] h = new double[steps * units * paddedBatch];
            System.arraycopy(kernel.output().array(), kernel.output().at(), h, 0, h.length);
            return Nd4j.create(h, new long[] {steps, units, paddedBatch}, 'c');
        }

        @Override
        INDArray[] back(INDArray dy, int first) {
            double[] gradients = new double[kernel.parameters()];
            double[] dx = new double[steps * inputs * paddedBatch];
            kernel.truncate(first);
            kernel.backward(
                    x,
                    steps,
                    rnnlab.kernel.doubles.Slice.of(dy.data().asDouble()),
                    rnnlab.kernel.doubles.Slice.of(gradients),
                    rnnlab.kernel.doubles.Slice.of(dx));
            return new INDArray[] {
                Nd4j.create(gradients, new long[] {gradients.length}, 'c'),
                Nd4j.create(dx, new long[] {steps, inputs, paddedBatch}, 'c')
            };
        }
    }
}
