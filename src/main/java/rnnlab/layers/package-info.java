/** Layers that Deeplearning4j lacks, as layers of Deeplearning4j. */
package rnnlab.layers;
