package rnnlab.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * Which colour stands for which value of a heat map: from the lowest to the highest value, or evenly round zero, when
 * there are values of both signs.
 */
record HeatScale(double low, double high, List<Color> colors) {

    static HeatScale of(double[][] cells) {
        double[] known = Arrays.stream(cells)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(known).min().orElse(0);
        double high = Arrays.stream(known).max().orElse(1);
        boolean signed = low < 0 && high > 0;
        if (signed) {
            high = Math.max(high, -low);
            low = -high;
        } else if (low == high) {
            high = low + 1;
        }
        return new HeatScale(low, high, Palette.scale(signed));
    }

    Color color(double value) {
        return Double.isFinite(value) ? Palette.at(colors, (value - low) / (high - low)) : Color.WHITE;
    }
}
