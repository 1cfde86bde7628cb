/**
 * A network as nodes and the signals between them, over the kernels, made from its description.
 *
 * <p>Every signal has one reader, so that a node may write its input's gradient without asking who else does; where
 * several nodes read the same numbers, a {@link rnnlab.graph.Fork} stands between.
 */
package rnnlab.graph;
