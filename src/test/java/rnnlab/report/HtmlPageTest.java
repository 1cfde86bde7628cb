package rnnlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import rnnlab.AnyText;

class HtmlPageTest {

    /**
     * Characters that no page can hold: control characters, the last two of each plane, halves of pairs that stand
     * alone.
     */
    private static final Pattern IMPOSSIBLE = Pattern.compile(
            "[\\p{Cc}&&[^\\t\\n\\r]]|[\\x{D800}-\\x{DFFF}]|[\\x{FFFE}\\x{FFFF}\\x{1FFFE}\\x{1FFFF}\\x{2FFFE}\\x{2FFFF}]"
                    + "|[\\x{3FFFE}\\x{3FFFF}\\x{10FFFE}\\x{10FFFF}]");

    @Property
    void anyTextIsOnThePageEachCharacterOrItsNumber(@ForAll(supplier = AnyText.class) String text)
            throws CharacterCodingException {
        var page = new HtmlPage(text)
                .heading(text)
                .paragraph(text)
                .list(List.of(text))
                .table(text, List.of(text), List.of(List.of(text)));
        // As a file: every character can be written.
        String html = StandardCharsets.UTF_8
                .newDecoder()
                .decode(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(page.html())))
                .toString();
        String expected = IMPOSSIBLE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().chars().mapToObj("\\u%04x"::formatted).reduce("", String::concat)));
        for (String tag : new String[] {"title", "h1", "h2", "p", "li", "caption", "th", "td"}) {
            var found = Pattern.compile("(?s)<" + tag + "( [^>]*)?>(.*?)</" + tag + ">")
                    .matcher(html);
            found.find();
            assertEquals(expected, shown(found.group(2)), tag);
        }
    }

    /** What a browser shows: line ends are line feeds unless they are written as numbers. */
    private static String shown(String html) {
        return html.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#13;", "\r")
                .replace("&amp;", "&");
    }

    @Test
    void aCharacterThatNoPageCanHoldIsShownAsItsNumber() {
        assertEquals("a\\u0000b\\ud83dc", Html.escape("a\0b\ud83dc"));
        assertEquals("😀\t\n", Html.escape("😀\t\n"));
    }
}
