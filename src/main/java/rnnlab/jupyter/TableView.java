package rnnlab.jupyter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

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
            var cells = new ArrayList<String>();
            for (var column : table.columns()) {
                cells.add(text(column, r));
            }
            rows.add(cells);
        }
        String caption = String.format("%s: %d rows, %d columns", table.name(), table.rowCount(), table.columnCount());
        out.putHTML(Html.table(caption, header, rows));
        out.putText(TextTable.of(caption, header, rows));
    }

    /** Numbers with five digits; nothing for a missing value. */
    private static String text(Column<?> column, int row) {
        return column instanceof DoubleColumn numbers && !column.isMissing(row)
                ? ArrayText.rounded(numbers.getDouble(row))
                : column.getString(row);
    }
}
