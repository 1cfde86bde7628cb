package rnnlab.files;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;

/**
 * Which encoding of 8 bits a text has, by the statistics of languages in ICU4J's {@link CharsetDetector}.
 *
 * <p>ICU is asked about words with letters outside of ASCII from everywhere in the file; left alone it looks at the
 * first 8 000 bytes, which may be a licence in English. Of its answers those count that the course's readers write in,
 * for a short text looks like many languages. Two things that it does not look at are added: which letters stand
 * outside of an alphabet, and whether letters are small; it calls windows-1250 by the name ISO-8859-2 unless there is a
 * byte from 80 to 9F.
 */
final class EncodingDetector {

    private static final List<String> CYRILLIC = List.of("windows-1251", "KOI8-R", "ISO-8859-5");

    /** The letters outside of ASCII of Polish, and of Czech. */
    private static final List<String> ALPHABETS = List.of("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ");

    /** A western encoding is taken when ICU, which counts from 0 to 100, is surer of it by this much ... */
    private static final int HEAD_START = 10;
    /** ... or this much, where the text would be Polish or Czech in all its letters. */
    private static final int HEAD_START_OF_AN_ALPHABET = 25;

    private static final int CONTEXT = 40; // bytes on both sides of a letter
    private static final int SAMPLE = 8_000; // bytes, about as many as ICU looks at

    private final byte[] sample;
    private final List<CharsetMatch> matches;

    private EncodingDetector(byte[] bytes) {
        this.sample = sample(bytes);
        this.matches = List.of(new CharsetDetector().setText(sample).detectAll());
    }

    /** The likeliest encoding of bytes that are not ASCII and not UTF-8. */
    static Charset detect(byte[] bytes) {
        var detector = new EncodingDetector(bytes);
        return detector.hasWholeWordsOutsideOfAscii() ? detector.cyrillic() : detector.latin();
    }

    private Charset cyrillic() {
        return CYRILLIC.stream()
                .map(Charset::forName)
                .max(Comparator.comparingLong(c -> confidence(c.name()) + percentInLowerCase(c)))
                .orElseThrow();
    }

    private Charset latin() {
        Charset iso = Charset.forName("ISO-8859-2");
        Charset windows = Charset.forName("windows-1250");
        Charset central = inOneAlphabet(iso) > inOneAlphabet(windows) ? iso : windows;
        boolean pure = inOneAlphabet(central) == lettersOutsideOfAscii(central);
        int western = confidence("windows-1252", "ISO-8859-1");
        return western > confidence("windows-1250", "ISO-8859-2") + (pure ? HEAD_START_OF_AN_ALPHABET : HEAD_START)
                ? Charset.forName("windows-1252")
                : central;
    }

    private int confidence(String... names) {
        return matches.stream()
                .filter(m -> List.of(names).contains(m.getName()))
                .mapToInt(CharsetMatch::getConfidence)
                .max()
                .orElse(0);
    }

    /**
     * How many of 100 characters outside of ASCII are small letters of Bulgarian and Russian, as most are in a text.
     */
    private long percentInLowerCase(Charset charset) {
        String text = new String(sample, charset);
        return 100
                * text.chars().filter(c -> c >= 'а' && c <= 'я').count()
                / text.chars().filter(c -> c >= 0x80).count();
    }

    /** How many characters outside of ASCII are letters of Polish, or of Czech where those are more. */
    private long inOneAlphabet(Charset charset) {
        String text = new String(sample, charset);
        return ALPHABETS.stream()
                .mapToLong(alphabet ->
                        text.chars().filter(c -> alphabet.indexOf(c) >= 0).count())
                .max()
                .orElseThrow();
    }

    /**
     * Letters; and the control characters from 80 to 9F, which are in no text: the encoding that has letters there is
     * meant.
     */
    private long lettersOutsideOfAscii(Charset charset) {
        return new String(sample, charset)
                .chars()
                .filter(c -> c >= 0x80 && (c < 0xA0 || Character.isLetter(c)))
                .count();
    }

    /** Cyrillic words have no ASCII letters, most Latin ones have. A single character may be a dash or a quote. */
    private boolean hasWholeWordsOutsideOfAscii() {
        long letters = 0;
        long outside = 0;
        for (int i = 0; i < sample.length; i++) {
            int start = i;
            int high = 0;
            for (; i < sample.length && (sample[i] < 0 || Character.isLetter(sample[i])); i++) {
                high += sample[i] < 0 ? 1 : 0;
            }
            if (high > 0 && i - start > 1) {
                letters += i - start;
                outside += high;
            }
        }
        return outside > 0.8 * letters;
    }

    /** Pieces around bytes outside of ASCII, from the whole file. */
    private static byte[] sample(byte[] bytes) {
        long outside = 0;
        for (byte b : bytes) {
            outside += b < 0 ? 1 : 0;
        }
        long step = Math.max(1, outside * 2 * CONTEXT / SAMPLE);
        var sample = new ByteArrayOutputStream();
        long seen = 0;
        int taken = 0;
        for (int i = 0; i < bytes.length && sample.size() < SAMPLE; i++) {
            if (bytes[i] < 0 && seen++ % step == 0) {
                int from = Math.max(taken, i - CONTEXT);
                if (from > taken) {
                    sample.write(' ');
                }
                taken = Math.max(from, Math.min(bytes.length, i + CONTEXT + 1));
                sample.write(bytes, from, taken - from);
            }
        }
        return sample.toByteArray();
    }
}
