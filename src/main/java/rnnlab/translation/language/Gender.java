package rnnlab.translation.language;

/** What a number counts, where its form depends on it. */
public enum Gender {
    MASCULINE,
    FEMININE,
    NEUTER,
    /** Men, or a group with a man in it: Polish has forms of its own, "dwudziestu trzech". */
    PERSONAL
}
