package rnnlab.report;

import java.util.ArrayList;
import java.util.List;
import rnnlab.chart.Picture;
import tech.tablesaw.api.Table;

/**
 * A page of headings, text, tables and pictures in one HTML file that needs nothing else: no network, no second file.
 */
public final class HtmlPage {

    private static final String STYLE = """
            body { font-family: "DejaVu Sans", Verdana, sans-serif; line-height: 1.5; }
            body { max-width: 960px; margin: 2em auto; padding: 0 1em; }
            h2 { margin-top: 2em; border-bottom: 1px solid #cccccc; }
            table { border-collapse: collapse; margin: 1em 0; }
            th, td { padding: 0.2em 0.9em 0.2em 0; border-bottom: 1px solid #dddddd; }
            th { text-align: left; }
            caption { font-weight: bold; padding-bottom: 0.3em; }
            img { max-width: 100%; }
            @media print { h2 { break-after: avoid; } img, table { break-inside: avoid; } }
            """;

    private final String title;
    private final StringBuilder body = new StringBuilder();

    /** A page that so far has a title. */
    public HtmlPage(String title) {
        this.title = title;
        body.append("<h1>").append(Html.escape(title)).append("</h1>\n");
    }

    /** Adds a heading of the second level. */
    public HtmlPage heading(String text) {
        body.append("<h2>").append(Html.escape(text)).append("</h2>\n");
        return this;
    }

    /** Adds a paragraph. */
    public HtmlPage paragraph(String text) {
        body.append("<p>").append(Html.escape(text)).append("</p>\n");
        return this;
    }

    /** One line for each text. */
    public HtmlPage list(List<String> texts) {
        body.append("<ul>\n");
        texts.forEach(text -> body.append("<li>").append(Html.escape(text)).append("</li>\n"));
        body.append("</ul>\n");
        return this;
    }

    /** A table with its name above it; rows of texts. */
    public HtmlPage table(String caption, List<String> header, List<List<String>> rows) {
        body.append(Html.table(caption, header, rows)).append('\n');
        return this;
    }

    /** All rows of a Tablesaw table. */
    public HtmlPage table(Table table) {
        var rows = new ArrayList<List<String>>();
        for (int r = 0; r < table.rowCount(); r++) {
            rows.add(CellText.row(table, r));
        }
        return table(table.name(), table.columnNames(), rows);
    }

    /** A picture, drawn as SVG; what it shows, in words, for those who cannot see it. */
    public HtmlPage picture(Picture picture) {
        body.append("<p><img alt=\"")
                .append(Html.escape(picture.toString()))
                .append("\" src=\"data:image/svg+xml,")
                .append(inAddress(picture.svg()))
                .append("\"></p>\n");
        return this;
    }

    /**
     * A text as part of an address, with no more characters escaped than an attribute in double quotes asks for: a
     * third shorter than base64.
     */
    private static String inAddress(String svg) {
        return svg.replaceFirst("(?s)^.*?(?=<svg)", "") // a declaration and a document type are for files
                .replace("%", "%25")
                .replace("#", "%23")
                .replace("&", "%26")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("\"", "'")
                .replaceAll("\\s*\\n\\s*", " ");
    }

    /** The whole page. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + Html.escape(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }
}
