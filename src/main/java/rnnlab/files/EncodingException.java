package rnnlab.files;

/** Bytes cannot be read in an encoding; the message says why and what to do, but knows no file's name. */
public final class EncodingException extends RuntimeException {

    private final String problem;
    private final String advice;

    EncodingException(String problem, String advice) {
        super(problem + ". " + advice);
        this.problem = problem;
        this.advice = advice;
    }

    /** What is wrong, without a full stop. */
    public String problem() {
        return problem;
    }

    /** What to do about it, without its last full stop. */
    public String advice() {
        return advice;
    }
}
