package rnnlab.jupyter;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What a cell can name without an import. Few: each one slows the compiler a little at each cell. */
final class DefaultImports {

    private static final List<String> NAMES = List.of(
            "java.util.*",
            "java.util.stream.*",
            "java.time.*",
            "java.nio.file.*",
            "rnnlab.chart.*",
            "rnnlab.series.*",
            "rnnlab.training.*",
            "org.deeplearning4j.nn.conf.*",
            "org.deeplearning4j.nn.conf.layers.*",
            "org.deeplearning4j.nn.conf.layers.recurrent.*",
            "org.deeplearning4j.nn.multilayer.MultiLayerNetwork",
            "org.deeplearning4j.nn.graph.ComputationGraph",
            "org.deeplearning4j.nn.weights.WeightInit",
            "org.nd4j.linalg.activations.Activation",
            "org.nd4j.linalg.api.ndarray.INDArray",
            "org.nd4j.linalg.dataset.DataSet",
            "org.nd4j.linalg.factory.Nd4j",
            "org.nd4j.linalg.learning.config.*",
            "org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction",
            "tech.tablesaw.api.*");

    private DefaultImports() {}

    static void evaluate(BaseKernel kernel) {
        var source = new StringBuilder();
        for (String name : NAMES) {
            source.append("import ").append(name).append(";\n");
        }
        kernel.eval(source.toString());
    }
}
