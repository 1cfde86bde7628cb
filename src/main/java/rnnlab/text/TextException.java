package rnnlab.text;

/** A text, a vocabulary or a file of them cannot be used; the message names it, says what is wrong and what to do. */
public final class TextException extends RuntimeException {

    /** @param message what is wrong, where, and what to do */
    public TextException(String message) {
        super(message);
    }

    TextException(String message, Throwable cause) {
        super(message, cause);
    }
}
