package rnnlab.kernel;

/**
 * The units [from, to) of a layer, whose rows fill whole panels of {@link PackedWeights}. Threads share out the units
 * of a time step: each reads its own weights only, which stay in its cache from step to step.
 */
record UnitRange(int from, int to, int firstPanel, int endPanel) {
    static UnitRange all(int units) {
        return new UnitRange(0, units, 0, PackedWeights.panels(units));
    }

    /** All units in {@code parts} parts, or in fewer if there are not as many panels. */
    static UnitRange[] split(int units, int parts) {
        int panels = PackedWeights.panels(units);
        UnitRange[] split = new UnitRange[Math.min(parts, panels)];
        for (int i = 0; i < split.length; i++) {
            int first = panels * i / split.length, end = panels * (i + 1) / split.length;
            split[i] =
                    new UnitRange(PackedWeights.firstRow(units, first), PackedWeights.firstRow(units, end), first, end);
        }
        return split;
    }
}
