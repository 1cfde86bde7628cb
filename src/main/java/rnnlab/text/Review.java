package rnnlab.text;

/**
 * A short text that somebody wrote about something.
 *
 * @param positive whether it speaks well of it
 */
public record Review(String text, boolean positive) {}
