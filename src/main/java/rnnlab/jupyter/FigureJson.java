package rnnlab.jupyter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import tech.tablesaw.plotly.components.Figure;

/**
 * A figure of Tablesaw as Plotly.js 3 wants it.
 *
 * <p>Tablesaw writes JavaScript for an older Plotly: keys without quotes, commas after the last value, numbers and
 * missing values as strings, titles as strings. Names and titles stand in single quotes, escaped for HTML and not for
 * JavaScript; values of columns in double quotes, escaped for JavaScript. This reads that and gives maps, lists,
 * strings and numbers.
 */
final class FigureJson {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'[^']*+'", Pattern.DOTALL);

    /** As Java writes numbers; 007 is a name. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?(E-?[0-9]+)?");

    private FigureJson() {}

    static Map<String, Object> of(Figure figure) {
        var traces = new ArrayList<Object>();
        for (int i = 0; i < figure.getTraces().length; i++) {
            traces.add(modern(literal(figure.getTraces()[i].asJavascript(i))));
        }
        Object layout = figure.getLayout() == null
                ? Map.of()
                : modern(literal(figure.getLayout().asJavascript()));
        return Map.of(
                "data", traces, "layout", layout, "config", Map.of("displaylogo", false, "showSendToCloud", false));
    }

    /** The object between the outermost braces of a JavaScript assignment. */
    private static Object literal(String javascript) {
        String object = javascript.substring(javascript.indexOf('{'), javascript.lastIndexOf('}') + 1);
        try {
            return LENIENT.readValue(QUOTED.matcher(object).replaceAll(FigureJson::escaped), Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this Tablesaw figure cannot be shown: " + e.getOriginalMessage(), e);
        }
    }

    /** What stands in single quotes, with its backslashes escaped. */
    private static String escaped(MatchResult quoted) {
        String text = quoted.group();
        return Matcher.quoteReplacement(text.startsWith("'") ? text.replace("\\", "\\\\") : text);
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
            return StringEscapeUtils.unescapeHtml4(text);
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    private static Object title(Object title) {
        return title instanceof String ? Map.of("text", title) : title;
    }

    /** A value of a column: a number, nothing, or a text. */
    private static Object element(String text) {
        if (List.of("NaN", "Infinity", "-Infinity", "null").contains(text)) {
            return null;
        }
        return NUMBER.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}
