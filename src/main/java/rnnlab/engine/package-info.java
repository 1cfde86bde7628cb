/** Runs Deeplearning4j networks: what a network's layers mean as kernels over preallocated arrays. */
package rnnlab.engine;
