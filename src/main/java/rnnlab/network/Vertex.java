package rnnlab.network;

import java.util.List;

/** A layer in its place in a network. Two vertices are never equal. */
public final class Vertex implements Source {

    private final String name;
    private final Layer layer;
    private final List<Source> reads;
    private final ParameterPlace parameters;
    private final Shape shape;
    private final List<Input> maskedBy;

    /**
     * @param name of the layer, for messages; several vertices may have one name
     * @param reads what it reads
     * @param parameters where its parameters are; {@link ParameterPlace#NONE} where it has none
     */
    public Vertex(String name, Layer layer, List<? extends Source> reads, ParameterPlace parameters) {
        this.name = name;
        this.layer = layer;
        this.reads = List.copyOf(reads);
        this.parameters = parameters;
        this.shape = layer.shape(reads.stream().map(Source::shape).toList());
        this.maskedBy = layer.maskedBy(this.reads);
    }

    @Override
    public String name() {
        return name;
    }

    /** What it computes. */
    public Layer layer() {
        return layer;
    }

    /** What it reads. */
    public List<Source> reads() {
        return reads;
    }

    /** Where its parameters are. */
    public ParameterPlace parameters() {
        return parameters;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public List<Input> maskedBy() {
        return maskedBy;
    }
}
