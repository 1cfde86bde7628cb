package rnnlab.jupyter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import rnnlab.report.CellText;
import rnnlab.report.Html;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** A Tablesaw table: its first and last rows, and how many there are. */
final class TableView {

    private static final int SHOWN = 20;

    private TableView() {}

    static void put(Table table, DisplayData out) {
        var header = table.columnNames();
        var rows = new ArrayList<List<String>>();
        for (int r = 0; r < table.rowCount(); r++) {
            if (table.rowCount() > SHOWN && r == SHOWN / 2) {
                rows.add(Collections.nCopies(header.size(), "\u2026"));
                r = table.rowCount() - SHOWN / 2;
            }
            rows.add(CellText.row(table, r));
        }
        String caption = String.format("%s: %d rows, %d columns", table.name(), table.rowCount(), table.columnCount());
        out.putHTML(Html.table(caption, header, rows));
        out.putText(TextTable.of(caption, header, rows));
    }

    static void put(Row row, DisplayData out) {
        var names = row.columnNames();
        var values = names.stream()
                .map(name -> row.isMissing(name) ? "" : String.valueOf(row.getObject(name)))
                .toList();
        String caption = "row " + row.getRowNumber();
        out.putHTML(Html.table(caption, names, List.of(values)));
        out.putText(TextTable.of(caption, names, List.of(values)));
    }
}
