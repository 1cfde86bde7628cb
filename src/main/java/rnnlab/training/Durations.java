package rnnlab.training;

import java.util.Locale;

/** Durations as people read them. */
public final class Durations {

    private Durations() {}

    /** "0.4 s", "12 s", "3 min 05 s", "2 h 07 min". */
    public static String text(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60);
    }
}
