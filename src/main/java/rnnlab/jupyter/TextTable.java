package rnnlab.jupyter;

import java.util.ArrayList;
import java.util.List;

/** Tables as plain text, with columns under each other. */
final class TextTable {

    private TextTable() {}

    static String of(String caption, List<String> header, List<List<String>> rows) {
        var all = new ArrayList<List<String>>(List.of(header));
        all.addAll(rows);
        var widths = new int[header.size()];
        for (var row : all) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        var text = new StringBuilder(caption);
        for (var row : all) {
            var line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
            }
            text.append('\n').append(line.toString().stripTrailing());
        }
        return text.toString();
    }
}
