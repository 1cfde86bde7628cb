package rnnlab.jupyter;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.util.Map;
import java.util.function.BiConsumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import rnnlab.chart.Chart;
import rnnlab.chart.Charts;
import rnnlab.chart.Diagram;
import rnnlab.chart.Slides;
import rnnlab.report.Html;
import rnnlab.report.NetworkSummary;
import rnnlab.series.Series;
import rnnlab.training.History;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.plotly.components.Figure;

/** What the values of the course look like when a cell ends with one. */
final class Renderers {

    private Renderers() {}

    static void register(Renderer renderer) {
        on(renderer, Chart.class, Renderers::chart, Mime.PLOTLY, Mime.PNG);
        on(renderer, Slides.class, Renderers::slides, Mime.PLOTLY, Mime.PNG);
        on(renderer, Diagram.class, Renderers::diagram, Mime.SVG, Mime.PNG);
        on(renderer, Series.class, Renderers::series, Mime.PLOTLY, Mime.PNG);
        on(renderer, History.class, Renderers::history, Mime.PLOTLY, Mime.PNG);
        // The value of System.out.printf(...), of no use to anybody.
        on(renderer, PrintStream.class, (stream, out) -> out.putText(""), Mime.TEXT);
        on(renderer, BufferedImage.class, Renderers::image, Mime.PNG);
        on(renderer, Figure.class, Renderers::figure, Mime.PLOTLY);
        on(renderer, Table.class, TableView::put, Mime.HTML, Mime.TEXT);
        on(renderer, INDArray.class, (array, out) -> out.putText(ArrayText.of(array)), Mime.TEXT);
        on(renderer, MultiLayerNetwork.class, (net, out) -> network(NetworkSummary.of(net), out), Mime.HTML, Mime.TEXT);
        on(renderer, ComputationGraph.class, (net, out) -> network(NetworkSummary.of(net), out), Mime.HTML, Mime.TEXT);
        on(renderer, DataSet.class, (data, out) -> out.putText(Dl4jText.of(data)), Mime.TEXT);
        on(renderer, MultiLayerConfiguration.class, (c, out) -> out.putText(Dl4jText.of(c)), Mime.TEXT);
        on(renderer, Layer.class, (layer, out) -> out.putText(Dl4jText.of(layer)), Mime.TEXT);
        on(renderer, Column.class, (column, out) -> TableView.put(Table.create(column.name(), column), out), Mime.HTML);
        on(renderer, Row.class, TableView::put, Mime.HTML, Mime.TEXT);
        on(renderer, String.class, (text, out) -> out.putText(TimedText.of(text)), Mime.TEXT);
        on(renderer, Object.class, (value, out) -> out.putText(TimedText.of(value)), Mime.TEXT); // all others
        forget(renderer, InputStream.class); // the kernel would read it, as a picture
        forget(renderer, URL.class); // as a link without a text
    }

    /** The kernel has renderers of its own and no way to take one back. */
    @SuppressWarnings("unchecked")
    private static void forget(Renderer renderer, Class<?> type) {
        try {
            var field = Renderer.class.getDeclaredField("renderFunctions");
            field.setAccessible(true);
            ((Map<Class<?>, ?>) field.get(renderer)).remove(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the kernel is not of the version that the course pins", e);
        }
    }

    private static <T> void on(Renderer renderer, Class<T> type, BiConsumer<T, DisplayData> show, String... mimes) {
        renderer.createRegistration(type)
                .preferring(mimes)
                .register((value, context) -> guarded(show, value, context.getOutputContainer()));
    }

    /**
     * What is thrown inside a renderer would end the kernel's loop, and the notebook would wait for ever: one line
     * instead.
     */
    private static <T> void guarded(BiConsumer<T, DisplayData> show, T value, DisplayData out) {
        try {
            show.accept(value, out);
        } catch (Throwable e) {
            out.putText("A " + value.getClass().getSimpleName() + " that cannot be shown: " + e);
        }
    }

    private static void chart(Chart chart, DisplayData out) {
        out.putData(Mime.PLOTLY, chart.plotly());
        Mime.png(out, chart);
        out.putText(chart.toString());
    }

    private static void slides(Slides slides, DisplayData out) {
        out.putData(Mime.PLOTLY, slides.plotly());
        Mime.png(out, slides);
        out.putText(slides.toString());
    }

    private static void diagram(Diagram diagram, DisplayData out) {
        out.putSVG(diagram.svg());
        Mime.png(out, diagram);
        out.putText(diagram.toString());
    }

    private static void network(NetworkSummary summary, DisplayData out) {
        out.putHTML(Html.table(summary.caption(), NetworkSummary.HEADER, summary.rows()));
        out.putText(TextTable.of(summary.caption(), NetworkSummary.HEADER, summary.rows()));
    }

    private static void image(BufferedImage image, DisplayData out) {
        Mime.png(out, image);
        out.putText("image, " + image.getWidth() + " x " + image.getHeight() + " pixels");
    }

    private static void figure(Figure figure, DisplayData out) {
        out.putData(Mime.PLOTLY, FigureJson.of(figure));
        out.putText("Tablesaw figure");
    }

    private static void series(Series series, DisplayData out) {
        chart(Charts.series(series.name(), series.unit(), series.dates(), series.values()), out);
        out.putText(series.toString());
    }

    private static void history(History history, DisplayData out) {
        chart(Charts.loss(history.trainLoss(), history.validationLoss()), out);
    }
}
