package rnnlab.translation.language;

/** Which form of a noun stands after a number in Polish and Czech: one, some, many. */
enum SlavicPlural {
    ONE,
    FEW,
    MANY;

    /** Polish: 2 to 4 and numbers that end in them, but not 12 to 14: "22 tysiące", "21 tysięcy". */
    static SlavicPlural polish(int n) {
        if (n == 1) {
            return ONE;
        }
        boolean few = n % 10 >= 2 && n % 10 <= 4 && n / 10 % 10 != 1;
        return few ? FEW : MANY;
    }

    /** Czech: 2 to 4 alone: "2 tisíce", "22 tisíc". */
    static SlavicPlural czech(int n) {
        if (n == 1) {
            return ONE;
        }
        return n >= 2 && n <= 4 ? FEW : MANY;
    }

    String of(String one, String few, String many) {
        return switch (this) {
            case ONE -> one;
            case FEW -> few;
            case MANY -> many;
        };
    }
}
