/**
 * The kernels in double precision, for gradient checks. The build makes them from the files of {@code rnnlab.kernel},
 * so that what is checked is the code that trains.
 */
package rnnlab.kernel.doubles;
