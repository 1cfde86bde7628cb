/**
 * Trains and evaluates the description of a network: data, forward, loss, backward, optimiser, streaming. It knows no
 * Deeplearning4j.
 */
package rnnlab.engine;
