package rnnlab.series.csv;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of a price file, with its names in Polish, in English and in the files of other sites. */
public enum Column {
    OPEN("Otwarcie", "kurs otwarcia"),
    HIGH("Najwyzszy", "max", "max.", "kurs max", "kurs maksymalny"),
    LOW("Najnizszy", "min", "min.", "kurs min", "kurs minimalny"),
    CLOSE("Zamkniecie", "price", "close/last", "last", "ostatnio", "kurs zamkniecia"),
    VOLUME("Wolumen", "vol", "vol.", "wol.");

    private final String polish;
    private final List<String> elsewhere;

    Column(String polish, String... elsewhere) {
        this.polish = polish;
        this.elsewhere = List.of(elsewhere);
    }

    /** The English name as stooq.com writes it: Close. */
    public String english() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The Polish name as stooq.pl writes it: Zamkniecie. */
    public String polish() {
        return polish;
    }

    /** The column that stooq names so in either language, whatever the case and the accents. */
    public static Optional<Column> named(String name) {
        var plain = plain(name);
        return Arrays.stream(values())
                .filter(c -> plain(c.name()).equals(plain) || plain(c.polish).equals(plain))
                .findFirst();
    }

    /** The column of that name on stooq or elsewhere; empty when there is none. */
    public static Optional<Column> find(String name) {
        var plain = plain(name);
        return named(name).or(() -> Arrays.stream(values())
                .filter(c -> c.elsewhere.contains(plain))
                .findFirst());
    }

    /** Lower case, without accents and without the angle brackets of the bulk archive. */
    public static String plain(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}|^<|>$", "")
                .replaceAll("[\u0141\u0142]", "l") // a letter of its own, not an l with an accent
                .toLowerCase(Locale.ROOT);
    }
}
