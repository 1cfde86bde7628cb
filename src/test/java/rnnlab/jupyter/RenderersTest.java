package rnnlab.jupyter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import rnnlab.chart.Charts;
import rnnlab.layers.AdditiveAttention;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.ScatterPlot;

class RenderersTest {

    private static final MIMEType PLOTLY = MIMEType.parse(Mime.PLOTLY);

    private static DisplayData render(Object value) {
        var renderer = new Renderer();
        Renderers.register(renderer);
        return renderer.render(value);
    }

    private static String text(Object value) {
        return (String) render(value).getData(MIMEType.TEXT_PLAIN);
    }

    @Test
    void aChartIsOneBundleOfPlotlyAndPngWithoutHtml() {
        var chart = Charts.series("x", "", new double[] {1, 2});
        var bundle = render(chart);

        assertEquals(chart.plotly(), bundle.getData(PLOTLY));
        assertArrayEquals(chart.png(), Base64.getDecoder().decode((String) bundle.getData(MIMEType.IMAGE_PNG)));
        assertNull(bundle.getData(MIMEType.TEXT_HTML));
        assertEquals("Chart 'x' of x", bundle.getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    void anImageKeepsEveryPixel() throws IOException {
        var random = new Random(1);
        for (int size = 1; size < 40; size++) { // the last bytes depend on the length
            var image = new BufferedImage(size, 3, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < size; x++) {
                image.setRGB(x, 1, random.nextInt());
            }
            byte[] png = Base64.getDecoder().decode((String) render(image).getData(MIMEType.IMAGE_PNG));
            var read = ImageIO.read(new ByteArrayInputStream(png));
            for (int x = 0; x < size; x++) {
                assertEquals(image.getRGB(x, 1), read.getRGB(x, 1));
            }
        }
    }

    @Test
    void aTableEscapesItsTextAndCountsItsRows() {
        var table =
                Table.create("T", StringColumn.create("a<b", "x & y", "z"), DoubleColumn.create("n", 1.5, Double.NaN));
        var bundle = render(table);

        String html = (String) bundle.getData(MIMEType.TEXT_HTML);
        assertTrue(html.contains("<th>a&lt;b</th>") && html.contains("x &amp; y"), html);
        assertEquals("T: 2 rows, 2 columns\na<b    n\nx & y  1.5\nz", bundle.getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    void aLongTableShowsItsFirstAndLastTenRows() {
        double[] values = new double[1000];
        Arrays.setAll(values, i -> i);
        String text = text(Table.create("T", DoubleColumn.create("n", values)));

        var lines = text.lines().toList();
        assertEquals("T: 1000 rows, 1 columns", lines.get(0));
        assertEquals(List.of("9", "\u2026", "990"), lines.subList(11, 14));
        assertEquals("999", lines.get(lines.size() - 1));
        assertEquals(1 + 1 + 10 + 1 + 10, lines.size());
    }

    @Test
    void anArrayOfNd4jSaysTypeAndShape() {
        String text = text(Nd4j.createFromArray(new float[][] {{1, 2.123456f}, {3, 4}}));

        assertTrue(text.startsWith("INDArray FLOAT [2, 2]\n"), text);
        assertTrue(text.contains("2.1235") && !text.contains("2.12345"), text);
    }

    @Test
    void javaArraysShowTheirValues() {
        assertEquals("double[3] [1, 2.1235, 3.0000e-09]", text(new double[] {1, 2.123456, 3e-9}));
        assertEquals("int[2][]\n[[1, 2],\n [3]]", text(new int[][] {{1, 2}, {3}}));
        assertEquals("int[1][][]\n[[[1],\n  [2]]]", text(new int[][][] {{{1}, {2}}}));
        assertEquals("String[2] [\"a, b\", null]", text(new String[] {"a, b", null}));
        assertEquals("boolean[1] [true]", text(new boolean[] {true}));
        assertEquals("byte[0] []", text(new byte[0]));
        assertEquals("char[2] ['a', '\\n']", text(new char[] {'a', '\n'}));
        assertEquals("Object[2] [[1], 2026-01-01]", text(new Object[] {new long[] {1}, LocalDate.of(2026, 1, 1)}));
        assertTrue(text(new double[1000]).length() < 100);
    }

    @Test
    void aNetworkIsATableOfLayersWithShapesAndParameters() {
        var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(3).nOut(5).build())
                .layer(new LastTimeStep(new SimpleRnn.Builder().nIn(5).nOut(2).build()))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nIn(2)
                        .nOut(1)
                        .build())
                .build());
        net.init();
        var lines = text(net).lines().toList();

        // LSTM: 4 (3*5 + 5*5 + 5) = 180; SimpleRnn: 5*2 + 2*2 + 2 = 16; output: 2 + 1 = 3
        assertEquals("MultiLayerNetwork, 199 parameters", lines.get(0));
        assertEquals(List.of("layer0", "LSTM", "[batch,", "5,", "time]", "180"), words(lines.get(2)));
        assertTrue(lines.get(3).contains("[batch, 2]") && lines.get(3).endsWith("16"), lines.get(3));
        assertEquals(List.of("layer2", "OutputLayer", "[batch,", "1]", "3"), words(lines.get(4)));
    }

    @Test
    void aGraphIsATableInTheOrderOfItsData() {
        var graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("words")
                .addLayer("memory", new LSTM.Builder().nIn(3).nOut(5).build(), "words")
                .addLayer(
                        "next",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(5)
                                .nOut(3)
                                .build(),
                        "memory")
                .setOutputs("next")
                .build());
        graph.init();
        var lines = text(graph).lines().toList();

        assertEquals("ComputationGraph, 198 parameters", lines.get(0));
        assertEquals(List.of("words", "input"), words(lines.get(2)));
        assertEquals(List.of("memory", "LSTM", "[batch,", "5,", "time]", "180"), words(lines.get(3)));
        assertEquals(List.of("next", "RnnOutputLayer", "[batch,", "3,", "time]", "18"), words(lines.get(4)));
    }

    /** W and U [2][5], b and w [2]: 24 parameters, which the graph's own count leaves out. */
    @Test
    void aVertexWithParametersIsCounted() {
        var graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("words")
                .setInputTypes(InputType.recurrent(3))
                .addLayer("memory", new LSTM.Builder().nOut(5).build(), "words")
                .addVertex("looks", new AdditiveAttention(2), "memory")
                .addLayer(
                        "next",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(3).build(),
                        "looks")
                .setOutputs("next")
                .build());
        graph.init();
        var lines = text(graph).lines().toList();

        assertEquals("ComputationGraph, 222 parameters", lines.get(0));
        assertEquals(List.of("looks", "AdditiveAttention", "[batch,", "5,", "time]", "24"), words(lines.get(4)));
    }

    @Test
    void aTablesawFigureBecomesOneOfPlotlyThree() {
        var table = Table.create("T", DoubleColumn.create("a", 1.5, Double.NaN), DoubleColumn.create("b", 2, 3));
        var figure = (Map<?, ?>)
                render(ScatterPlot.create("Kate's", table, "a", "b")).getData(PLOTLY);

        assertNotNull(figure);
        var layout = (Map<?, ?>) figure.get("layout");
        assertEquals(Map.of("text", "Kate's"), layout.get("title"));
        assertEquals(Map.of("text", "a"), ((Map<?, ?>) layout.get("xaxis")).get("title"));
        var trace = (Map<?, ?>) ((List<?>) figure.get("data")).get(0);
        assertEquals(Arrays.asList(1.5, null), trace.get("x"));
        assertEquals(List.of(2.0, 3.0), trace.get("y"));
    }

    private static List<String> words(String line) {
        return List.of(line.trim().split("\\s+"));
    }
}
