package rnnlab.kernel;

/**
 * The units [from, to) of a layer, whose rows fill whole {@link Panels panels}. Threads share out the units of a time step: each reads
 * its own weights only, which stay in its cache from step to step.
 */
record Units(int from, int to, int firstPanel, int endPanel) {
    static Units all(int units) {
        return new Units(0, units, 0, Panels.count(units));
    }

    /** All units in {@code parts} parts, or in fewer if there are not as many panels. */
    static Units[] split(int units, int parts) {
        int panels = Panels.count(units);
        Units[] split = new Units[Math.min(parts, panels)];
        for (int i = 0; i < split.length; i++) {
            int first = panels * i / split.length, end = panels * (i + 1) / split.length;
            split[i] = new Units(Panels.first(units, first), Panels.first(units, end), first, end);
        }
        return split;
    }
}
