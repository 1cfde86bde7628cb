package rnnlab.graph;

/**
 * What all nodes need to know of the pass under way.
 *
 * @param training whether dropout drops
 * @param seed of dropout's random numbers
 * @param step number of the optimiser's step; with the seed it decides what is dropped
 * @param first the time step where back-propagation stops: 0, or more when it is truncated inside the sequence
 * @param gradients where the gradient of the parameters is added
 */
record Pass(boolean training, long seed, long step, int first, float[] gradients) {}
