package rnnlab.report;

import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What stands in the cells of a table. */
public final class CellText {

    private CellText() {}

    /** One row of a Tablesaw table. */
    public static List<String> row(Table table, int row) {
        return table.columns().stream().map(column -> cell(column, row)).toList();
    }

    /** Numbers with five digits; nothing for a missing value. */
    private static String cell(Column<?> column, int row) {
        return column instanceof DoubleColumn numbers && !column.isMissing(row)
                ? rounded(numbers.getDouble(row))
                : column.getString(row);
    }

    /** Five digits, without zeros at the end. */
    public static String rounded(double value) {
        if (!Double.isFinite(value) || value == Math.rint(value) && Math.abs(value) < 1e7) {
            return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
        }
        String text = String.format(Locale.ROOT, "%.5g", value);
        return text.contains("e") ? text : text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
}
