/** The Java side of ./lab bench: one process for each system, which does the rounds of one job. */
package rnnlab.bench;
