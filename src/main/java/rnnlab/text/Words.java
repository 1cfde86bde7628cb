package rnnlab.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text as words with spaces between them, each punctuation mark a word of its own; and back. */
public final class Words {

    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}\\p{IsPunctuation}]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern OPENING = Pattern.compile("(?<=^|[\\s(\\[—-])['\"](?=\\S)");
    private static final Pattern CLOSING = Pattern.compile("(?<=[\\p{Punct}\\p{IsPunctuation}])['\"]|['\"](?!\\p{L})");
    private static final Pattern INSIDE = Pattern.compile("(?<=\\p{L}) ['’] (?=\\p{L})");
    private static final String NO_SPACE_BEFORE = ".,;:!?)]}%”’";
    private static final String NO_SPACE_AFTER = "([{$#“";
    private static final String NO_SPACE_AROUND = "'-/";

    private Words() {}

    /**
     * Spaces round each punctuation mark, one space where there were more, lower case: {@code "Chop, then serve!"}
     * becomes {@code "chop , then serve !"}.
     */
    public static String spaced(String text) {
        String apart = PUNCTUATION.matcher(text).replaceAll(" $0 ");
        return SPACES.matcher(apart).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The same for a story with conversations: quotation marks that open and close are told apart (“ and ”), an
     * apostrophe inside a word stays there, two hyphens are one dash, and underscores that mark emphasis go.
     * {@code "'Don't!' said Alice--"} becomes {@code "“ don't ! ” said alice —"}.
     */
    public static String spacedStory(String text) {
        String marks = text.replace("_", "")
                .replaceAll("-{2,}", "—")
                .replace('’', '\'')
                .replace('‘', '\'');
        marks = OPENING.matcher(marks).replaceAll("“");
        marks = CLOSING.matcher(marks).replaceAll("”");
        String apart = INSIDE.matcher(spaced(marks)).replaceAll("'");
        return apart.replaceAll("(?<=\\p{L}) - (?=\\p{L})", "-");
    }

    /** The words of a spaced text. */
    public static String[] split(String spaced) {
        String stripped = spaced.strip();
        return stripped.isEmpty() ? new String[0] : SPACES.split(stripped);
    }

    /**
     * What stands between two words of a printed text: a space, or nothing as before a comma.
     *
     * @param before "" at the start
     */
    public static String between(String before, String next) {
        boolean tight = before.isEmpty()
                || oneOf(NO_SPACE_BEFORE, next)
                || oneOf(NO_SPACE_AFTER, before)
                || oneOf(NO_SPACE_AROUND, next)
                || oneOf(NO_SPACE_AROUND, before);
        return tight ? "" : " ";
    }

    private static boolean oneOf(String marks, String word) {
        return word.length() == 1 && marks.contains(word);
    }
}
