package rnnlab.scratch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From probabilities at each step to a label: greedily, or by a beam over labels (Hannun and others, 2014). */
public final class CtcDecoder {

    private CtcDecoder() {}

    /**
     * The label of the likeliest path: the likeliest symbol at each step, collapsed; without steps the empty label.
     *
     * @param p probabilities, [T][K]
     * @throws IllegalArgumentException when a step has no probabilities, or not for each symbol
     */
    public static int[] greedy(double[][] p) {
        CtcChecks.probabilities(p);
        int[] path = new int[p.length];
        for (int t = 0; t < p.length; t++) {
            for (int k = 1; k < p[t].length; k++) {
                path[t] = p[t][k] > p[t][path[t]] ? k : path[t];
            }
        }
        return Ctc.collapse(path);
    }

    /**
     * The probabilities of all paths so far that stand for one beginning of a label: ending in a blank, and in its last
     * symbol.
     */
    private static final class Mass {
        double blank;
        double symbol;

        double both() {
            return blank + symbol;
        }
    }

    /**
     * The likeliest label. Paths that stand for the same label are added up, which the greedy way does not do.
     *
     * @param p probabilities, [T][K]
     * @param width how many beginnings are kept after each step
     * @throws IllegalArgumentException as {@link #greedy}, or when the width is not positive
     */
    public static int[] beam(double[][] p, int width) {
        CtcChecks.probabilities(p);
        if (width < 1) {
            throw new IllegalArgumentException("width: " + width + " is not allowed; at least 1");
        }
        Map<List<Integer>, Mass> beams = new LinkedHashMap<>();
        var empty = new Mass();
        empty.blank = 1;
        beams.put(List.of(), empty);
        for (double[] now : p) {
            Map<List<Integer>, Mass> next = new LinkedHashMap<>();
            beams.forEach((label, mass) -> extend(label, mass, now, next));
            double all = next.values().stream().mapToDouble(Mass::both).sum();
            next.values().forEach(mass -> {
                mass.blank /= all; // only their ratios matter; this keeps them from vanishing
                mass.symbol /= all;
            });
            beams = new LinkedHashMap<>();
            for (var best : sorted(next).subList(0, Math.min(width, next.size()))) {
                beams.put(best.getKey(), best.getValue());
            }
        }
        return sorted(beams).get(0).getKey().stream().mapToInt(k -> k).toArray();
    }

    private static List<Map.Entry<List<Integer>, Mass>> sorted(Map<List<Integer>, Mass> beams) {
        return beams.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -e.getValue().both()))
                .toList();
    }

    private static void extend(List<Integer> label, Mass mass, double[] now, Map<List<Integer>, Mass> next) {
        Mass same = next.computeIfAbsent(label, l -> new Mass());
        same.blank += mass.both() * now[Ctc.BLANK];
        int last = label.isEmpty() ? Ctc.BLANK : label.get(label.size() - 1);
        if (last != Ctc.BLANK) {
            same.symbol += mass.symbol * now[last]; // the same symbol again is merged
        }
        for (int k = 1; k < now.length; k++) {
            var longer = new ArrayList<>(label);
            longer.add(k);
            double before = k == last ? mass.blank : mass.both(); // a doubled symbol needs a blank between
            next.computeIfAbsent(longer, l -> new Mass()).symbol += before * now[k];
        }
    }
}
