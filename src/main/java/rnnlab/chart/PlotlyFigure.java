package rnnlab.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a chart as a figure of Plotly.js 3, as the JupyterLab renderer of {@code application/vnd.plotly.v1+json}
 * reads it.
 *
 * <p>JSON has no NaN: what cannot be drawn becomes {@code null}, which Plotly shows as a gap.
 */
final class PlotlyFigure {

    private static final int NARROW = 460;
    private static final int LEFT = 70;
    private static final int BOTTOM = 60;
    private static final int LEGEND_LINE = 20;

    /** Plotly's bar without its sign and without the button that sends a chart to Plotly's own server. */
    private static final Map<String, Object> CONFIG = Map.of("displaylogo", false, "showSendToCloud", false);

    private PlotlyFigure() {}

    static Map<String, Object> of(Chart chart) {
        var data = new ArrayList<Object>();
        var shapes = new ArrayList<Object>();
        var notes = new ArrayList<Object>();
        for (Mark mark : chart.marks()) {
            if (mark instanceof Mark.Plotted plotted) {
                data.add(trace(plotted, chart));
            } else if (mark instanceof Mark.Heat heat) {
                data.add(heat(heat));
            } else if (mark instanceof Mark.Band band) {
                data.add(edge(band, band.low(), false, chart));
                data.add(edge(band, band.high(), true, chart));
            } else if (mark instanceof Mark.Border border) {
                Object at = jsonPositions(border.at()).get(0);
                shapes.add(line(Map.of("xref", "x", "yref", "paper", "x0", at, "x1", at, "y0", 0, "y1", 1)));
                notes.add(note(
                        border.label(), Map.of("x", at, "xref", "x", "y", 1, "yref", "paper", "yanchor", "bottom")));
            } else if (mark instanceof Mark.Label label) {
                notes.add(note(
                        label.text(),
                        Map.of("x", label.x(), "xref", "x", "y", label.y(), "yref", "y", "yanchor", "bottom")));
            } else if (mark instanceof Mark.Level level) {
                double at = level.value();
                shapes.add(line(Map.of("xref", "paper", "yref", "y", "x0", 0, "x1", 1, "y0", at, "y1", at)));
                notes.add(
                        note(level.label(), Map.of("x", 1, "xref", "paper", "xanchor", "left", "y", at, "yref", "y")));
            }
        }
        return Map.of(
                "data", data,
                "layout", layout(chart, shapes, notes),
                "config", CONFIG);
    }

    /** The numbers as JSON can say them: {@code null} for what is not finite. */
    static List<Object> jsonNumbers(double[] values) {
        return new ArrayList<>(Arrays.stream(values)
                .<Object>mapToObj(v -> Double.isFinite(v) ? (Object) v : null)
                .toList());
    }

    /** The positions as JSON: dates in the form 2026-12-31. */
    static List<Object> jsonPositions(Positions positions) {
        if (positions instanceof Positions.Dates dates) {
            return new ArrayList<>(
                    dates.days().stream().map(LocalDate::toString).toList());
        }
        if (positions instanceof Positions.Names names) {
            return new ArrayList<>(names.names());
        }
        return jsonNumbers(((Positions.Numbers) positions).values());
    }

    private static Map<String, Object> trace(Mark.Plotted mark, Chart chart) {
        String color = Palette.hex(mark.color());
        var trace = new LinkedHashMap<String, Object>();
        trace.put("type", mark instanceof Mark.Bars ? "bar" : "scatter");
        trace.put("name", mark.name());
        trace.put("x", jsonPositions(mark.x()));
        trace.put("y", jsonNumbers(chart.y().logarithmic() ? positive(mark.y()) : mark.y()));
        if (mark instanceof Mark.Line) {
            // A single value has no line to be seen.
            trace.put("mode", mark.y().length == 1 ? "markers" : "lines");
            trace.put("line", Map.of("color", color, "width", 1.8));
        } else if (mark instanceof Mark.Points) {
            trace.put("mode", "markers");
            trace.put("marker", Map.of("color", color, "size", 5));
        } else if (mark instanceof Mark.Bars bars) {
            trace.put("marker", Map.of("color", color));
            if (bars.spread().length > 0) {
                trace.put("error_y", Map.of("type", "data", "array", jsonNumbers(bars.spread()), "visible", true));
            }
        }
        return trace;
    }

    /** An edge of a band; the upper one fills the area down to the trace before it. */
    private static Map<String, Object> edge(Mark.Band band, double[] values, boolean upper, Chart chart) {
        var trace = new LinkedHashMap<String, Object>();
        trace.put("type", "scatter");
        trace.put("mode", "lines");
        trace.put("name", upper ? band.name() : band.name() + ", lower end");
        trace.put("x", jsonPositions(band.x()));
        trace.put("y", jsonNumbers(chart.y().logarithmic() ? positive(values) : values));
        trace.put("line", Map.of("color", Palette.hex(band.color()), "width", 0.5));
        trace.put("legendgroup", band.name());
        trace.put("showlegend", upper);
        if (upper) {
            trace.put("fill", "tonexty");
            trace.put("fillcolor", Palette.hex(band.color()));
        }
        return trace;
    }

    private static Map<String, Object> heat(Mark.Heat heat) {
        var range = HeatScale.of(heat.cells());
        var trace = new LinkedHashMap<String, Object>();
        trace.put("type", "heatmap");
        trace.put(
                "x",
                heat.repeatedColumns().isEmpty()
                        ? jsonPositions(heat.x())
                        : counted(heat.x().size()));
        trace.put("y", heat.repeatedRows().isEmpty() ? List.of(heat.rows()) : counted(heat.rows().length));
        trace.put(
                "z", Arrays.stream(heat.cells()).map(PlotlyFigure::jsonNumbers).toList());
        trace.put("zmin", range.low());
        trace.put("zmax", range.high());
        var colors = range.colors();
        var scale = new ArrayList<Object>();
        for (int i = 0; i < colors.size(); i++) {
            scale.add(List.of(i / (double) (colors.size() - 1), Palette.hex(colors.get(i))));
        }
        trace.put("colorscale", scale);
        trace.put("colorbar", Map.of("title", Map.of("text", heat.what().label(), "side", "right")));
        return trace;
    }

    /** 0, 1, 2, ...: where names are that Plotly would take for one, because they are alike. */
    static List<Object> counted(int count) {
        return IntStream.range(0, count).<Object>mapToObj(i -> i).toList();
    }

    private static Map<String, Object> layout(Chart chart, List<Object> shapes, List<Object> notes) {
        int named = chart.plotted().size() + chart.bands().size();
        var layout = new LinkedHashMap<String, Object>();
        layout.put("title", Map.of("text", chart.title(), "y", 1 - 16.0 / chart.height(), "yanchor", "top"));
        layout.put("xaxis", PlotlyAxis.x(chart));
        layout.put("yaxis", PlotlyAxis.y(chart));
        layout.put("shapes", shapes);
        layout.put("annotations", notes);
        layout.put("height", chart.height());
        layout.put("showlegend", named > 1);
        int borders = chart.marks().stream().anyMatch(Mark.Border.class::isInstance) ? LEGEND_LINE : 0;
        int top = 70 + borders + LEGEND_LINE * legendLines(chart);
        double above =
                1.02 + borders / Math.max(100.0, chart.height() - top - BOTTOM); // borders' labels stand below it
        layout.put("legend", Map.of("orientation", "h", "x", 0, "y", above, "yanchor", "bottom"));
        layout.put("margin", Map.of("l", LEFT, "r", right(chart), "t", top, "b", BOTTOM));
        layout.put("plot_bgcolor", "#FFFFFF");
        layout.put("paper_bgcolor", "#FFFFFF");
        layout.put("hovermode", named > 1 ? "x unified" : "closest");
        layout.put("barmode", "group");
        return layout;
    }

    /** How many lines the legend takes where the page is narrow: its columns are all as wide as the longest name. */
    private static int legendLines(Chart chart) {
        double[] widths = Stream.concat(
                        chart.plotted().stream().map(Mark.Plotted::name),
                        chart.bands().stream().map(Mark.Band::name))
                .mapToDouble(name -> Pen.width(name) + 45)
                .toArray();
        int room = NARROW - LEFT - right(chart);
        if (Arrays.stream(widths).sum() <= room) {
            return 1;
        }
        int columns = (int) Math.max(1, room / Arrays.stream(widths).max().getAsDouble());
        return (widths.length + columns - 1) / columns;
    }

    /** Room at the right for the labels of horizontal lines. */
    private static int right(Chart chart) {
        double widest = chart.levels().stream()
                .mapToDouble(level -> Pen.width(level.label()))
                .max()
                .orElse(0);
        return 30 + (int) widest;
    }

    private static double[] positive(double[] values) {
        return Arrays.stream(values).map(v -> v > 0 ? v : Double.NaN).toArray();
    }

    private static Map<String, Object> line(Map<String, Object> place) {
        var shape = new LinkedHashMap<>(place);
        shape.put("type", "line");
        shape.put("line", Map.of("color", Palette.hex(Palette.INK), "width", 1.2, "dash", "dash"));
        return shape;
    }

    private static Map<String, Object> note(String text, Map<String, Object> place) {
        var note = new LinkedHashMap<>(place);
        note.put("text", text);
        note.put("showarrow", false);
        return note;
    }
}
