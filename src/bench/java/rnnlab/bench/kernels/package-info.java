/** The kernels alone, measured by JMH: ./lab bench kernels. */
package rnnlab.bench.kernels;
