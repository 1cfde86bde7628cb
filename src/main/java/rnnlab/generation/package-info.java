/** Text from a trained network: sampling with a temperature, the likeliest next tokens, beam search. */
package rnnlab.generation;
