/**
 * Deeplearning4j's side, all of it: its configurations read into a description, parameters and memories of optimisers
 * carried both ways, its arrays as columns of examples, and its own fit where the description knows no better.
 */
package rnnlab.dl4j;
