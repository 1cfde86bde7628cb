package rnnlab.chart;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Charts to go through by a slider, as the steps of a decoder. Where there is no slider (a saved picture, a page
 * without Plotly) the first one is seen.
 *
 * @param names of the charts, as the slider tells them
 * @param charts of one kind and size
 */
public record Slides(List<String> names, List<Chart> charts) implements Picture {

    private static final int SLIDER = 80;

    public Slides {
        names = List.copyOf(names);
        charts = List.copyOf(charts);
        if (charts.isEmpty() || names.size() != charts.size()) {
            throw new IllegalArgumentException(
                    "slides: " + charts.size() + " charts and " + names.size() + " names; one of each at least");
        }
    }

    @Override
    public int width() {
        return charts.get(0).width();
    }

    @Override
    public int height() {
        return charts.get(0).height();
    }

    @Override
    public void draw(Graphics2D g) {
        charts.get(0).draw(g);
    }

    /** The charts as one Plotly figure with a slider: all their marks, of which one chart's are visible at a time. */
    public Map<String, Object> plotly() {
        List<Map<String, Object>> figures = charts.stream().map(Chart::plotly).toList();
        var data = new ArrayList<Object>();
        var owners = new ArrayList<Integer>();
        for (int i = 0; i < figures.size(); i++) {
            for (Object trace : (List<?>) figures.get(i).get("data")) {
                var shown = new LinkedHashMap<Object, Object>((Map<?, ?>) trace);
                shown.put("visible", i == 0);
                data.add(shown);
                owners.add(i);
            }
        }
        var layout =
                new LinkedHashMap<Object, Object>((Map<?, ?>) figures.get(0).get("layout"));
        layout.put("height", height() + SLIDER);
        layout.put("sliders", List.of(slider(figures, owners)));
        return Map.of("data", data, "layout", layout, "config", figures.get(0).get("config"));
    }

    private Map<String, Object> slider(List<Map<String, Object>> figures, List<Integer> owners) {
        List<Map<String, Object>> layouts = figures.stream()
                .map(figure -> leaves("", (Map<?, ?>) figure.get("layout")))
                .toList();
        List<Object> steps = IntStream.range(0, figures.size())
                .<Object>mapToObj(i -> {
                    Map<String, Object> changed = different(layouts, i);
                    List<Boolean> visible =
                            owners.stream().map(owner -> owner == i).toList();
                    return Map.of(
                            "label",
                            names.get(i),
                            "method",
                            "update",
                            "args",
                            List.of(Map.of("visible", visible), changed));
                })
                .toList();
        return Map.of("active", 0, "steps", steps, "pad", Map.of("t", 50), "currentvalue", Map.of("prefix", ""));
    }

    /** A layout's values by their paths, as {@code xaxis.title.text}: so Plotly wants what it shall change. */
    private static Map<String, Object> leaves(String path, Map<?, ?> layout) {
        var leaves = new LinkedHashMap<String, Object>();
        layout.forEach((key, value) -> {
            if (value instanceof Map<?, ?> part) {
                leaves.putAll(leaves(path + key + ".", part));
            } else {
                leaves.put(path + key, value);
            }
        });
        return leaves;
    }

    /** What the charts do not have in common. All else stays, also the colours that a theme has given to it. */
    private static Map<String, Object> different(List<Map<String, Object>> layouts, int chart) {
        var different = new LinkedHashMap<String, Object>();
        layouts.stream().flatMap(layout -> layout.keySet().stream()).forEach(path -> {
            Object mine = layouts.get(chart).get(path); // null: Plotly's own
            if (layouts.stream().anyMatch(layout -> !Objects.equals(layout.get(path), mine))) {
                different.put(path, mine);
            }
        });
        return different;
    }

    /** How many charts there are, in one line. */
    @Override
    public String toString() {
        return charts.size() + " slides: " + String.join(", ", names);
    }
}
