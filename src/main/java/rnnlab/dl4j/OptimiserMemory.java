package rnnlab.dl4j;

import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import rnnlab.engine.Optimiser;

/**
 * Carries what an optimiser remembers between a session and Deeplearning4j's own updater, so that a saved network goes
 * on as if nothing had happened.
 */
final class OptimiserMemory {

    private final Dl4jNetwork network;
    private final ParameterOrder order;
    private final Optimiser optimiser;
    /** Deeplearning4j's groups of parameters with the same settings; the session's groups are in the same order. */
    private final List<UpdaterBlock> blocks;

    OptimiserMemory(Dl4jNetwork network, ParameterOrder order, Optimiser optimiser) {
        this.network = network;
        this.order = order;
        this.optimiser = optimiser;
        this.blocks = network.updaterBlocks();
    }

    /** From Deeplearning4j. */
    void read() {
        float[] theirs = network.updaterState();
        float[] ours = theirs.clone();
        transpose(theirs, ours, false);
        copy(ours, false);
    }

    /** To Deeplearning4j. */
    void write() {
        float[] ours = network.updaterState();
        copy(ours, true);
        float[] theirs = ours.clone();
        transpose(ours, theirs, true);
        network.updaterState(theirs);
    }

    private void copy(float[] state, boolean toTheirs) {
        eachMemory((number, at, from, length) -> {
            float[] memory = optimiser.memory(number);
            if (toTheirs) {
                System.arraycopy(memory, from, state, at, length);
            } else {
                System.arraycopy(state, at, memory, from, length);
            }
        });
    }

    private void transpose(float[] from, float[] to, boolean toTheirs) {
        eachMemory((number, at, first, length) -> order.transpose(from, to, at, first, first + length, toTheirs));
    }

    /**
     * One memory of one group: its number, where it begins in Deeplearning4j's state, the first parameter, how many.
     */
    private interface Memory {
        void at(int number, int stateAt, int first, int length);
    }

    private void eachMemory(Memory memory) {
        for (int i = 0; i < blocks.size(); i++) {
            UpdaterBlock block = blocks.get(i);
            int first = block.getParamOffsetStart();
            int length = block.getParamOffsetEnd() - first;
            for (int number = 0; number < optimiser.memories().get(i); number++) {
                memory.at(number, block.getUpdaterViewOffsetStart() + number * length, first, length);
            }
        }
    }
}
