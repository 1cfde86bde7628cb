package rnnlab.translation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import rnnlab.translation.language.Language;

/**
 * A task for translators: dates and number words in four languages, to be written as ISO dates and digits. Pairs come
 * without end from a seed; {@link Part} keeps apart what is learned from and what is tested on.
 *
 * @param languages of the sources, each as frequent as the others
 * @param kinds of the pairs, each as frequent as the other
 * @param digits that a number has at most; numbers of so many digits are as frequent as shorter ones
 * @param shortest how many characters a source has at least
 * @param longest how many it has at most
 */
public record DatesAndNumbers(List<Language> languages, List<Kind> kinds, int digits, int shortest, int longest) {

    /** What a pair is about. */
    public enum Kind {
        /** Of the years 1900 to 2099. */
        DATES,
        NUMBERS
    }

    private static final long FIRST_DAY = LocalDate.of(1900, 1, 1).toEpochDay();
    private static final long AFTER_LAST_DAY = LocalDate.of(2100, 1, 1).toEpochDay();
    /** Numbers are parted as if they came after all days. */
    private static final long AFTER_DAYS = 1L << 40;

    private static final int PATIENCE = 200_000;

    /** All of it: four languages, dates, and numbers of up to six digits. */
    public static final DatesAndNumbers ALL =
            new DatesAndNumbers(List.of(Language.values()), List.of(Kind.values()), 6, 1, Integer.MAX_VALUE);

    /** @throws IllegalArgumentException when there is no language or kind, or a number is out of its range */
    public DatesAndNumbers {
        languages = List.copyOf(languages);
        kinds = List.copyOf(kinds);
        if (languages.isEmpty() || kinds.isEmpty()) {
            throw new IllegalArgumentException((kinds.isEmpty() ? "kinds" : "languages") + ": none; name at least one");
        }
        if (digits < 1 || digits > 9) {
            throw new IllegalArgumentException("digits: " + digits + " is not allowed; 1 to 9");
        }
        if (shortest < 1 || longest < shortest) {
            throw new IllegalArgumentException("lengths: " + shortest + " to " + longest
                    + " is not allowed; the first is at least 1, the second at least the first");
        }
    }

    /** The same with these languages alone. */
    public DatesAndNumbers languages(Language... only) {
        return new DatesAndNumbers(List.of(only), kinds, digits, shortest, longest);
    }

    /** The same with pairs of these kinds alone. */
    public DatesAndNumbers kinds(Kind... only) {
        return new DatesAndNumbers(languages, List.of(only), digits, shortest, longest);
    }

    /** The same with numbers of up to so many digits, 1 to 9. */
    public DatesAndNumbers digits(int most) {
        return new DatesAndNumbers(languages, kinds, most, shortest, longest);
    }

    /** The same with sources of so many characters. */
    public DatesAndNumbers lengths(int least, int most) {
        return new DatesAndNumbers(languages, kinds, digits, least, most);
    }

    /**
     * Pairs without end; the same seed gives the same ones. Some are there twice.
     *
     * @throws IllegalArgumentException while they are drawn, when none of 200 000 in turn has a source of the length
     *     that is asked for
     */
    public Stream<Pair> stream(Part part, long seed) {
        var random = new SplittableRandom(seed);
        return Stream.generate(() -> {
            for (int i = 0; i < PATIENCE; i++) {
                Optional<Pair> pair = draw(random, part);
                if (pair.isPresent()) {
                    return pair.get();
                }
            }
            throw new IllegalArgumentException("lengths: " + shortest + " to " + longest + ": none of " + PATIENCE
                    + " pairs drawn has such a source; take a wider range");
        });
    }

    /** The first pairs of {@link #stream}. */
    public List<Pair> pairs(Part part, int count, long seed) {
        return stream(part, seed).limit(count).toList();
    }

    /**
     * Pairs of which no source is there twice, as many of each language, language after language.
     *
     * @throws IllegalArgumentException when hardly any new one is found any more; the message says how many there
     *     were
     */
    public List<Pair> distinct(Part part, int count, long seed) {
        var all = new ArrayList<Pair>();
        Set<String> sources = new HashSet<>(); // Poles and Czechs write some dates alike
        for (int i = 0; i < languages.size(); i++) {
            int each = count / languages.size() + (i < count % languages.size() ? 1 : 0);
            all.addAll(languages(languages.get(i)).distinctOfOne(part, each, seed, sources));
        }
        return List.copyOf(all);
    }

    private List<Pair> distinctOfOne(Part part, int count, long seed, Set<String> sources) {
        var random = new SplittableRandom(seed);
        var found = new ArrayList<Pair>();
        int inVain = 0;
        while (found.size() < count) {
            Optional<Pair> pair = draw(random, part).filter(p -> sources.add(p.source()));
            pair.ifPresent(found::add);
            inVain = pair.isPresent() ? 0 : inVain + 1;
            if (inVain == PATIENCE) {
                throw new IllegalArgumentException("count: so many different pairs there are not; of "
                        + languages.get(0).title() + " " + found.size() + " were found and " + count
                        + " are asked for. Ask for fewer, or for a wider range of lengths, digits or kinds");
            }
        }
        return found;
    }

    /** A pair, if what is drawn belongs to the part and has a source of the right length. */
    private Optional<Pair> draw(SplittableRandom random, Part part) {
        Language language = languages.get(random.nextInt(languages.size()));
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        long value = kind == Kind.DATES ? random.nextLong(FIRST_DAY, AFTER_LAST_DAY) : AFTER_DAYS + number(random);
        if (partOf(value) != part) {
            return Optional.empty();
        }
        List<String> forms;
        String target;
        if (kind == Kind.DATES) {
            var date = LocalDate.ofEpochDay(value);
            forms = language.dates().forms(date);
            target = date.toString();
        } else {
            int n = (int) (value - AFTER_DAYS);
            forms = language.numbers().forms(n);
            target = Integer.toString(n);
        }
        String source = forms.get(random.nextInt(forms.size()));
        return source.length() < shortest || source.length() > longest
                ? Optional.empty()
                : Optional.of(new Pair(source, target, language.title(), "generated"));
    }

    /** Zero is always to learn from: its word stands in no other number, so nobody could know it. */
    private static Part partOf(long value) {
        return value == AFTER_DAYS ? Part.TRAINING : Part.of(value);
    }

    private int number(SplittableRandom random) {
        int length = random.nextInt(1, digits + 1);
        int below = (int) Math.pow(10, length);
        return random.nextInt(length == 1 ? 0 : below / 10, below);
    }
}
