package rnnlab.report;

import java.util.List;
import rnnlab.files.Escapes;

/** Texts and tables as HTML. */
public final class Html {

    private Html() {}

    /**
     * A table.
     *
     * @param caption the line above it
     * @param header names of the columns
     * @param rows texts of the cells; numbers are put to the right
     */
    public static String table(String caption, List<String> header, List<List<String>> rows) {
        var html = new StringBuilder(
                "<table><caption style=\"text-align:left\">" + escape(caption) + "</caption><thead><tr>");
        for (String name : header) {
            html.append("<th>").append(escape(name)).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (var row : rows) {
            html.append("<tr>");
            for (String cell : row) {
                html.append(isNumber(cell) ? "<td style=\"text-align:right\">" : "<td style=\"text-align:left\">")
                        .append(escape(cell))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table>").toString();
    }

    /** Text that a browser shows as it is; a character that no page can hold is shown as its number. */
    public static String escape(String text) {
        // Commons Text's escapeHtml4 writes accented letters as names, and lets pass what no page can hold.
        return Escapes.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9][0-9 .,]*([eE][-+]?[0-9]+)?%?");
    }
}
