/**
 * The array mathematics of recurrent networks on the Vector API; it knows nothing of Deeplearning4j.
 *
 * <p>Where to begin reading: {@link rnnlab.kernel.Lstm}, whose methods are its equations, forward and backward, line by
 * line; then {@link rnnlab.kernel.Recurrent}, the time around them: states, direction, masks, truncated
 * back-propagation.
 *
 * <p>Why it is fast, three things to point at:
 *
 * <ul>
 *   <li>A vector runs along the batch, so every array is [T][units][B] and no loop has a remainder
 *       ({@link rnnlab.kernel.Vectors}); generation has a batch of one, so there it runs along the units
 *       ({@code LstmCell}).
 *   <li>Nearly all time goes into matrix products. {@code Tiles} keeps a part of the result in registers,
 *       {@code PackedWeights} and {@code PackedTranspose} lay the factors out as one stream that fits the caches.
 *   <li>What is large is not stored: {@link rnnlab.kernel.SoftmaxCrossEntropy} makes the logits of a large vocabulary
 *       in chunks that stay in the cache, {@link rnnlab.kernel.Embedding} touches only the rows of the words that
 * occur, and {@link rnnlab.kernel.Attention} keeps no weight of a query and a key. </ul>
 *
 * <p>No sum is split among threads, so the bits of a result do not depend on their number
 * ({@link rnnlab.kernel.Workers}).
 *
 * <p>Names: x and y are a layer's input and output, dx and dy the gradients of the loss by them; h is the hidden state
 * and c the cell state; i, f, g, o are the gates of an LSTM, z, r, g those of a GRU, g the candidate in both. T are the
 * time steps, B the columns of a padded batch, H the units. A prime, as in h', is the step before.
 */
package rnnlab.kernel;
