/**
 * A network as nodes and the signals between them, over the kernels; it knows nothing of Deeplearning4j.
 *
 * <p>Every signal has one reader, so that a node may write its input's gradient without asking who else does; where several nodes
 * read the same numbers, a {@link rnnlab.engine.graph.Fork} stands between.
 */
package rnnlab.engine.graph;
