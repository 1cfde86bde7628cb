/** The ideas of the course in the plainest Java, to be read: no library of networks is used here. */
package rnnlab.scratch;
