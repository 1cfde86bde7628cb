/** Training: epochs, loss, checkpoints, early stopping, progress. */
package rnnlab.training;
