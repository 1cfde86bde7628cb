/**
 * What a network is: its layers and what they read, the shapes between them, its losses, how it learns. A description
 * without arrays and without Deeplearning4j, made once by a reader; whatever runs a network works from it.
 */
package rnnlab.network;
