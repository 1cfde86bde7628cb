package rnnlab.jupyter;

/** What a cell declares or calls cannot be used, as a name in it is not defined. The message is for the student. */
public final class UndefinedNameException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UndefinedNameException(String message) {
        super(message, null, false, false); // the trace would show the kernel, nothing of the student's
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
