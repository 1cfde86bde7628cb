/** The array mathematics of recurrent networks on the Vector API; it knows nothing of Deeplearning4j. */
package rnnlab.engine.kernel;
