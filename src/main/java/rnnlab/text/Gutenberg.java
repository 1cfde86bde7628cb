package rnnlab.text;

import java.util.regex.Pattern;

/** Books as Project Gutenberg sends them: the book stands between a header and a footer about Project Gutenberg. */
final class Gutenberg {

    private static final Pattern START = Pattern.compile(
            "(?im)^\\s*\\*{3}\\s*START OF (THE|THIS) PROJECT GUTENBERG[^\\n]*(\\n[^\\n*]+\\*{3}[ ]*)?$");
    private static final Pattern END = Pattern.compile(
            "(?im)^\\s*(\\*{3}\\s*END OF (THE|THIS) PROJECT GUTENBERG|End of (the )?Project Gutenberg)");
    private static final Pattern CREDIT =
            Pattern.compile("(?is)\\A\\s*(Produced by|\\[?Transcrib)[^\\n]*(\\n[^\\n]+)*");

    private Gutenberg() {}

    /** The book alone: header, footer and the line about who typed it are left out; other texts stay as they are. */
    static String book(String text) {
        var start = START.matcher(text);
        String rest = start.find() ? text.substring(start.end()) : text;
        var end = END.matcher(rest);
        String book = end.find() ? rest.substring(0, end.start()) : rest;
        return CREDIT.matcher(book).replaceFirst("").strip() + "\n";
    }
}
