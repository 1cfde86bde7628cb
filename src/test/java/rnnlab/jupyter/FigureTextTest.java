package rnnlab.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import rnnlab.AnyText;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.BarTrace;

class FigureTextTest {

    @Property(tries = 300)
    void aTablesawFigureShowsAnyText(@ForAll(supplier = AnyText.class) String any) {
        String title = "t" + any; // Tablesaw leaves an empty one out
        var trace = BarTrace.builder(new String[] {"c" + any, "d"}, new double[] {1, 2})
                .name(any)
                .build();
        var layout =
                Layout.builder(title).xAxis(Axis.builder().title(title).build()).build();
        var figure = FigureJson.of(new Figure(layout, trace));
        var shown = (Map<?, ?>) ((List<?>) figure.get("data")).get(0);
        assertEquals(List.of("c" + any, "d"), shown.get("x"));
        assertEquals(any, shown.get("name"));
        var shownLayout = (Map<?, ?>) figure.get("layout");
        assertEquals(title, ((Map<?, ?>) shownLayout.get("title")).get("text"));
        assertEquals(title, ((Map<?, ?>) ((Map<?, ?>) shownLayout.get("xaxis")).get("title")).get("text"));
    }

    @Test
    void aNameOfDigitsIsNoNumber() {
        String[] names = {"007", "1d", "5f", "0x1p3", " 1", "+1", "1_000", "&lt;", "1.5", "-2", "NaN"};
        var figure = FigureJson.of(
                new Figure(BarTrace.builder(names, new double[names.length]).build()));
        var shown = (Map<?, ?>) ((List<?>) figure.get("data")).get(0);
        assertEquals(
                Arrays.asList("007", "1d", "5f", "0x1p3", " 1", "+1", "1_000", "&lt;", 1.5, -2.0, null),
                shown.get("x"));
    }
}
