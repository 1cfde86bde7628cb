package rnnlab.chart;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;

/** What marks may stand together in one chart. */
final class ChartChecks {

    private ChartChecks() {}

    /**
     * All marks of a chart share one kind of x axis, and a heat map stands alone.
     *
     * @throws IllegalArgumentException if they do not
     */
    static void kinds(String title, List<Mark> marks) {
        var kinds = marks.stream()
                .flatMap(ChartChecks::positions)
                .map(positions -> positions.getClass().getSimpleName().toLowerCase())
                .distinct()
                .toList();
        if (kinds.size() > 1) {
            throw new IllegalArgumentException("chart '" + title + "': the x axis cannot be both " + kinds.get(0)
                    + " and " + kinds.get(1) + "; give all marks the same kind of positions");
        }
        long heats = marks.stream().filter(Mark.Heat.class::isInstance).count();
        long plotted = marks.stream().filter(Mark.Plotted.class::isInstance).count();
        if (heats > 1 || heats == 1 && plotted > 0) {
            throw new IllegalArgumentException("chart '" + title + "': a heat map stands alone in its chart");
        }
    }

    static Mark recolored(Mark.Plotted mark, Color color) {
        if (mark instanceof Mark.Line m) {
            return new Mark.Line(m.name(), m.x(), m.y(), color);
        }
        if (mark instanceof Mark.Points m) {
            return new Mark.Points(m.name(), m.x(), m.y(), color);
        }
        var m = (Mark.Bars) mark;
        return new Mark.Bars(m.name(), m.x(), m.y(), m.spread(), color);
    }

    private static Stream<Positions> positions(Mark mark) {
        if (mark instanceof Mark.Plotted plotted) {
            return Stream.of(plotted.x());
        }
        if (mark instanceof Mark.Band band) {
            return Stream.of(band.x());
        }
        if (mark instanceof Mark.Border border) {
            return Stream.of(border.at());
        }
        return mark instanceof Mark.Heat heat ? Stream.of(heat.x()) : Stream.empty();
    }
}
