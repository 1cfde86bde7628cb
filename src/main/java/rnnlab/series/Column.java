package rnnlab.series;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of a price file, with its names in Polish, in English and in stooq's bulk archive. */
public enum Column {
    OPEN("Otwarcie"),
    HIGH("Najwyzszy"),
    LOW("Najnizszy"),
    CLOSE("Zamkniecie"),
    VOLUME("Wolumen", "Vol");

    private final List<String> otherNames;

    Column(String... otherNames) {
        this.otherNames = List.of(otherNames);
    }

    /** The English name as stooq.com writes it: Close. */
    public String english() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The Polish name as stooq.pl writes it: Zamkniecie. */
    public String polish() {
        return otherNames.get(0);
    }

    /** The column of that name in either language, whatever the case and the accents; empty when there is none. */
    static Optional<Column> find(String name) {
        var plain = plain(name);
        return Arrays.stream(values())
                .filter(c ->
                        plain(c.name()).equals(plain) || c.otherNames.stream().anyMatch(n -> plain(n).equals(plain)))
                .findFirst();
    }

    /** Lower case, without accents and without the angle brackets of the bulk archive. */
    static String plain(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}|^<|>$", "")
                .toLowerCase(Locale.ROOT);
    }
}
