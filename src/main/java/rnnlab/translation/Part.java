package rnnlab.translation;

/**
 * What generated pairs are for. Of ten dates or numbers eight are to learn from, and one is for each of the others. A
 * date or number belongs to one part, whatever the seed, the language and the form: what a network is tested on, it
 * has seen in no other form either.
 */
public enum Part {
    TRAINING,
    VALIDATION,
    TEST;

    /** The part that a date or number belongs to. */
    static Part of(long value) {
        int tenth = (int) Long.remainderUnsigned(mixed(value), 10);
        return tenth == 0 ? TEST : tenth == 1 ? VALIDATION : TRAINING;
    }

    /**
     * A number with its bits well mixed.
     *
     * <p>Source: the last steps of SplitMix64, G. Steele et al., Fast splittable pseudorandom number generators
     * (2014).
     */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
