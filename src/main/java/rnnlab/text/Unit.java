package rnnlab.text;

/** What a text is cut into. */
public enum Unit {
    /** Each character (Unicode code point), the end of a line included. */
    CHARACTER,
    /** Each word; words stand between spaces. */
    WORD;

    /** The tokens of a text. */
    public String[] split(String text) {
        return this == WORD
                ? Words.split(text)
                : text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
    }

    /** What stands between two tokens of a printed text. */
    public String between(String before, String next) {
        return this == WORD ? Words.between(before, next) : "";
    }

    /** "characters" or "words". */
    String plural() {
        return this == WORD ? "words" : "characters";
    }
}
