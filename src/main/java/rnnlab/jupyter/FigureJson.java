package rnnlab.jupyter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Figure;

/**
 * A figure of Tablesaw as Plotly.js 3 wants it.
 *
 * <p>Tablesaw writes JavaScript for an older Plotly: keys without quotes, commas after the last value, numbers and missing values as
 * strings, characters escaped for HTML, titles as strings. This reads that and gives maps, lists, strings and numbers.
 */
final class FigureJson {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private FigureJson() {}

    static Map<String, Object> of(Figure figure) {
        var traces = new ArrayList<Object>();
        for (int i = 0; i < figure.getTraces().length; i++) {
            traces.add(modern(literal(figure.getTraces()[i].asJavascript(i))));
        }
        Object layout = figure.getLayout() == null
                ? Map.of()
                : modern(literal(figure.getLayout().asJavascript()));
        return Map.of("data", traces, "layout", layout, "config", Map.of("displaylogo", false));
    }

    /** The object between the outermost braces of a JavaScript assignment. */
    private static Object literal(String javascript) {
        String object = javascript.substring(javascript.indexOf('{'), javascript.lastIndexOf('}') + 1);
        try {
            return LENIENT.readValue(object, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this Tablesaw figure cannot be shown: " + e.getOriginalMessage(), e);
        }
    }

    private static Object modern(Object value) {
        if (value instanceof Map<?, ?> map) {
            var changed = new LinkedHashMap<String, Object>();
            map.forEach((key, v) -> changed.put("" + key, "title".equals(key) ? title(modern(v)) : modern(v)));
            return changed;
        }
        if (value instanceof List<?> list) {
            var changed = new ArrayList<Object>();
            list.forEach(v -> changed.add(v instanceof String text ? element(text) : modern(v)));
            return changed;
        }
        if (value instanceof String text) {
            return unescaped(text);
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    private static Object title(Object title) {
        return title instanceof String ? Map.of("text", title) : title;
    }

    /** A value of a column: a number, nothing, or a text. */
    private static Object element(String text) {
        if (text.equals("NaN") || text.equals("null")) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? (Object) number : null;
        } catch (NumberFormatException e) {
            return unescaped(text);
        }
    }

    private static String unescaped(String text) {
        return text.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
