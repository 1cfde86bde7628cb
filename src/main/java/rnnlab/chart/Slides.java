package rnnlab.chart;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        List<Object> steps = IntStream.range(0, figures.size())
                .<Object>mapToObj(i -> {
                    var layout = (Map<?, ?>) figures.get(i).get("layout");
                    var changed = new LinkedHashMap<String, Object>();
                    for (String part : List.of("title", "xaxis", "yaxis", "shapes", "annotations")) {
                        changed.put(part, layout.get(part));
                    }
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

    /** How many charts there are, in one line. */
    @Override
    public String toString() {
        return charts.size() + " slides: " + String.join(", ", names);
    }
}
