package rnnlab.chart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the text of an SVG picture a fraction as long and leaves what it shows: lines that go on where the one before
 * ended become one, and positions are told to the tenth of a pixel.
 */
final class CompactSvg {

    private static final Pattern DECIMALS = Pattern.compile("(\\d\\.\\d)\\d+(?![\\d.]*[eE])");
    private static final Pattern ATTRIBUTE = Pattern.compile("=\"[^\"]*\"");
    private static final Pattern LINE = Pattern.compile(
            "<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\" y2=\"([^\"]*)\"/>\\s*");

    private CompactSvg() {}

    static String of(String svg) {
        // Numbers between tags are words that somebody reads.
        return joined(ATTRIBUTE
                .matcher(svg)
                .replaceAll(attribute -> Matcher.quoteReplacement(
                        DECIMALS.matcher(attribute.group()).replaceAll("$1"))));
    }

    private static String joined(String svg) {
        var text = new StringBuilder();
        var points = new StringBuilder();
        Matcher line = LINE.matcher(svg);
        int copied = 0;
        String style = "", x = "", y = "";
        while (line.find()) {
            boolean goesOn = line.start() == copied
                    && !points.isEmpty()
                    && line.group(1).equals(style)
                    && line.group(2).equals(x)
                    && line.group(4).equals(y);
            if (!goesOn) {
                end(text, style, points);
                text.append(svg, copied, line.start());
                points.append(line.group(2)).append(',').append(line.group(4));
            }
            style = line.group(1);
            x = line.group(3);
            y = line.group(5);
            points.append(' ').append(x).append(',').append(y);
            copied = line.end();
        }
        end(text, style, points);
        return text.append(svg, copied, svg.length()).toString();
    }

    private static void end(StringBuilder text, String style, StringBuilder points) {
        if (points.isEmpty()) {
            return;
        }
        text.append("<polyline style=\"")
                .append(style)
                .append("\" points=\"")
                .append(points)
                .append("\"/>\n");
        points.setLength(0);
    }
}
