package rnnlab.dl4j;

import java.util.List;
import rnnlab.layers.AdditiveAttention;
import rnnlab.layers.Attention;
import rnnlab.layers.DotAttention;
import rnnlab.layers.MultiHeadAttention;
import rnnlab.network.Activation;
import rnnlab.network.Layer;
import rnnlab.network.Layer.Dense;
import rnnlab.network.Layer.Score;
import rnnlab.network.ParameterPlace;
import rnnlab.network.Source;

/**
 * Reads an attention vertex: its products with weights become dense layers, between which stands the attention itself.
 */
final class AttentionReader {

    private final NetworkBuilder network;
    private final String name;
    /** Where the parameters of the next part begin. */
    private int at;

    /** @param at where the vertex's parameters begin */
    AttentionReader(NetworkBuilder network, String name, int at) {
        this.network = network;
        this.name = name;
        this.at = at;
    }

    /** @param reads queries; keys, which may be left out; values, likewise */
    Source read(Attention attention, List<Source> reads) {
        Source queries = reads.get(0);
        Source keys = reads.get(Math.min(1, reads.size() - 1));
        Source values = reads.get(reads.size() - 1);
        for (Source read : reads) {
            if (!read.shape().sequence()) {
                throw new UnknownPartException("attention \"" + name + "\" after data without time steps");
            }
        }
        checkSize("queries", attention.getQueriesIn(), queries);
        checkSize("keys", attention.getKeysIn(), keys);
        checkSize("values", attention.getValuesIn(), values);
        if (attention instanceof DotAttention dot) {
            Score score = dot.isScaled() ? Score.SCALED_DOT : Score.DOT;
            return attend(new Layer.Attention(score, 1, dot.isCausal()), queries, keys, values);
        }
        if (attention instanceof AdditiveAttention additive) {
            Source q = dense((int) additive.getUnits(), true, queries);
            Source k = dense((int) additive.getUnits(), false, keys);
            return attend(new Layer.Attention(Score.ADDITIVE, 1, additive.isCausal()), q, k, values);
        }
        var heads = (MultiHeadAttention) attention;
        int units = (int) heads.getUnits();
        Source q = dense(units, true, queries), k = dense(units, true, keys), v = dense(units, true, values);
        return dense(
                units, true, attend(new Layer.Attention(Score.SCALED_DOT, heads.heads(), heads.isCausal()), q, k, v));
    }

    private void checkSize(String what, long expected, Source read) {
        if (expected != read.shape().size()) {
            throw new IllegalArgumentException(
                    "attention \"" + name + "\" expects " + what + " of " + expected + " numbers a step, \""
                            + read.name() + "\" has " + read.shape().size());
        }
    }

    private Source dense(int units, boolean bias, Source x) {
        return add(new Dense(units, bias, Activation.IDENTITY), x);
    }

    private Source attend(Layer.Attention attention, Source... reads) {
        return add(attention, reads);
    }

    private Source add(Layer layer, Source... reads) {
        var place = new ParameterPlace(at, false);
        at += layer.parameters(List.of(reads).stream().map(Source::shape).toList());
        return network.add(name, layer, List.of(reads), place);
    }
}
