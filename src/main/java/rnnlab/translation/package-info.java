/**
 * Sentences and what they are in another language: pairs, their files and vocabulary, a translator, and its scores.
 */
package rnnlab.translation;
