package rnnlab.training;

/** A checkpoint cannot be read or written; the message names the file and says what to do. */
public final class CheckpointException extends RuntimeException {

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
