package rnnlab.dl4j;

/**
 * Something in a network that the description of a network does not know; the message says what and where, to end the
 * sentence "... because of".
 */
public final class UnknownPartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownPartException(String what) {
        super(what);
    }
}
