package rnnlab.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as people of the course have them, encoded by the JDK, come back as they were. */
class DecodedTextTest {

    private static final String POLISH = """
            Stary młynarz mówił, że rzeka pamięta każdą łódź, która po niej płynęła. Wieczorem siadał na progu, patrzył na
            zachód słońca i liczył bociany wracające znad łąk. „Jeszcze trzy”, szeptał, a gdy przyleciał ostatni, zamykał
            skrzypiące drzwi i szedł spać. Rano znów źródło szumiało pod lasem, mgła wisiała nad wsią, a dzieci biegły do szkoły.
            Świerszcze grały aż do żniw. Późną jesienią młyn stanął, bo woda opadła tak nisko, że koło nie mogło się obrócić.
            """;
    private static final String CZECH = """
            Na kraji vesnice stála stará hospoda, kde se každý večer scházeli rybáři. Říkali, že v jezeře žije veliká štika, která
            umí předpovídat počasí. Nejmladší z nich, Ondřej, tomu nevěřil. Jednou v noci vyplul sám, měsíc svítil a voda byla
            tichá jako sklo. Když se ráno vrátil, byl bledý, nikomu nic neřekl a už nikdy nechytil ani jedinou rybu. Děti si o něm
            vyprávějí ještě dnes, když prší a nemohou ven. Příběh končí pokaždé jinak, ale štika v něm vždycky zvítězí.
            """;
    private static final String BULGARIAN = """
            В малкото градче край морето живееше часовникар, който никога не бързаше. Хората му носеха счупени часовници и чакаха с
            месеци, а той ги подреждаше по рафтовете и слушаше как мълчат. Една сутрин всички тръгнаха едновременно. Площадът се
            напълни със звън, гълъбите излетяха от камбанарията и дори старият кмет се усмихна. Оттогава в градчето времето
            върви малко по-бавно, а вечерите са дълги и светли. Никой не знае защо, но никой и не пита.
            """;
    private static final String ENGLISH = """
            “Nobody opens a café on a lighthouse,” said the harbour master, and he was right – until Zoë did. She carried the cups up
            two hundred steps, one at a time, and by June the first guests came. They didn’t stay long: the wind took the menus,
            the gulls took the cake. Still, the view was worth it, and so was the coffee – £2 a cup, no refills.
            """;
    private static final List<String> CENTRAL = List.of("windows-1250", "ISO-8859-2", "UTF-8", "UTF-16LE", "UTF-16BE");
    private static final List<String> CYRILLIC =
            List.of("windows-1251", "KOI8-R", "ISO-8859-5", "UTF-8", "UTF-16LE", "UTF-16BE");
    private static final List<String> WESTERN = List.of("windows-1252", "UTF-8", "UTF-16LE", "UTF-16BE");

    /** KOI8-R and the ISO encodings lack quotes and dashes. */
    private static String asFarAsItGoes(String text, Charset charset) {
        return new String(text.getBytes(charset), charset);
    }

    private static Stream<Arguments> of(String text, List<String> encodings) {
        return encodings.stream().map(encoding -> Arguments.of(text, encoding));
    }

    static Stream<Arguments> texts() {
        return Stream.of(of(POLISH, CENTRAL), of(CZECH, CENTRAL), of(BULGARIAN, CYRILLIC), of(ENGLISH, WESTERN))
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsReadInItsEncoding(String whole, String encoding) {
        var charset = Charset.forName(encoding);
        String text = asFarAsItGoes(whole, charset);
        assertEquals(text, DecodedText.of(text.getBytes(charset)).text());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theSecondHalfAndEachLineAreToo(String whole, String encoding) {
        var charset = Charset.forName(encoding);
        String text = asFarAsItGoes(whole, charset);
        for (String part : (text + "\n\n" + text.substring(text.length() / 2)).split("(?<=\n)")) {
            if (part.isBlank()) {
                continue; // a line feed alone is in no language
            }
            assertEquals(part, DecodedText.of(part.getBytes(charset)).text(), encoding);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void lettersCountWhereverInAnEnglishFileTheyStand(String whole, String encoding) {
        var charset = Charset.forName(encoding);
        String licence =
                "You may copy this book, give it away or read it aloud, under the terms of this licence.\n".repeat(400);
        String text = licence + asFarAsItGoes(whole, charset) + licence;
        assertEquals(text, DecodedText.of(text.getBytes(charset)).text());
    }

    static Stream<Arguments> headers() {
        var central = CENTRAL;
        return Stream.of(
                        of("Data;Otwarcie;Najwyższy;Najniższy;Zamknięcie;Wolumen", central),
                        of("Data,Kurs zamknięcia,Ilość,Wartość", central),
                        of("Data;Zamknięcie", central),
                        of("Datum;Otevření;Nejvyšší;Nejnižší;Závěr;Objem", central),
                        of("Datum,Závěrečný kurz,Množství", central),
                        of("Дата;Отваряне;Най-висока;Най-ниска;Затваряне;Обем", CYRILLIC),
                        of("Дата,Курс", CYRILLIC),
                        of("Zażółć gęślą jaźń", central))
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aTableIsReadByItsFirstLineAlone(String header, String encoding) {
        for (int rows : new int[] {0, 2, 5_000}) {
            String text = header + "\r\n" + "2024-01-02;10,5;11,25;9,75;10,0;1200\r\n".repeat(rows);
            assertEquals(
                    text,
                    DecodedText.of(text.getBytes(Charset.forName(encoding))).text());
        }
    }

    @Test
    void utf8IsAlwaysReadAsUtf8() {
        for (String text : new String[] {"plain", "é", "Å‚", "Ã³ Ä™", "ż", "", "日本語", POLISH + BULGARIAN}) {
            var decoded = DecodedText.of(text.getBytes(UTF_8));
            assertEquals(text, decoded.text());
            assertEquals(UTF_8, decoded.encoding());
            assertEquals(Optional.empty(), decoded.note());
        }
    }

    @Property
    void utf8OfAnyCharactersIsReadAsUtf8(@ForAll String any) {
        String text = new String(any.replace("\0", "").getBytes(UTF_8), UTF_8); // no half characters
        String read = DecodedText.of(text.getBytes(UTF_8)).text();
        assertEquals(text.startsWith("\uFEFF") ? text.substring(1) : text, read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkSaysTheEncodingAndIsNoPartOfTheText(String encoding) {
        for (String text : new String[] {POLISH, BULGARIAN, ENGLISH, "a", "ł", ""}) {
            var decoded = DecodedText.of(("\uFEFF" + text).getBytes(Charset.forName(encoding)));
            assertEquals(text, decoded.text());
            assertEquals(Optional.empty(), decoded.note());
        }
    }

    @Test
    void whichEncodingWasTakenIsSaid() {
        var decoded = DecodedText.of(POLISH.getBytes(Charset.forName("windows-1250")));
        assertEquals("windows-1250", decoded.encoding().name());
        assertEquals(DecodedText.Origin.DETECTED, decoded.origin());
        assertEquals(
                "read as windows-1250 (detected; if letters are wrong, name the encoding)",
                decoded.note().orElseThrow());
    }

    @Test
    void anotherEncodingCanBeNamed() {
        byte[] bytes = "Łódź w żółci".getBytes(Charset.forName("IBM852")); // as DOS wrote it
        var decoded = DecodedText.of(bytes, " ibm852 ");
        assertEquals("Łódź w żółci", decoded.text());
        assertEquals("read as IBM852, as named", decoded.note().orElseThrow());
        assertEquals(
                "ż",
                DecodedText.of("\uFEFFż".getBytes(Charset.forName("UTF-16LE")), "UTF-16")
                        .text());
        assertEquals("ż", DecodedText.of("\uFEFFż".getBytes(UTF_8), "utf8").text());
    }

    @Test
    void whatIsNoEncodingIsRefusedAndWhatFitsIsNamed() {
        for (String name : new String[] {"windows1250x", "", "polski", "ISO 8859-2", "\0"}) {
            var error = assertThrows(EncodingException.class, () -> DecodedText.of(new byte[] {65}, name));
            assertTrue(error.getMessage().contains("\"" + name + "\" is no encoding"), error.getMessage());
            assertTrue(error.getMessage().contains("windows-1250 or ISO-8859-2"), error.getMessage());
        }
        byte[] polish = ("Data\n" + "ż").getBytes(Charset.forName("ISO-8859-2"));
        var notThat = assertThrows(EncodingException.class, () -> DecodedText.of(polish, "UTF-8"));
        assertTrue(notThat.getMessage().startsWith("it is not in UTF-8: line 2 has"), notThat.getMessage());
        byte[] marked = "\uFEFFż".getBytes(UTF_8);
        var contradicted = assertThrows(EncodingException.class, () -> DecodedText.of(marked, "windows-1250"));
        assertTrue(contradicted.getMessage().contains("mark of UTF-8"), contradicted.getMessage());
    }

    @Test
    void damagedUtf8StaysUtf8AndTheLineOfTheDamageIsNamed() {
        byte[] bytes = POLISH.getBytes(UTF_8);
        for (int at : new int[] {POLISH.indexOf("wracające"), bytes.length - 1}) {
            var damaged = new ByteArrayOutputStream();
            damaged.write(bytes, 0, at);
            damaged.write(0xFF);
            damaged.write(bytes, at, bytes.length - at);
            var decoded = DecodedText.of(damaged.toByteArray());
            assertEquals(UTF_8, decoded.encoding());
            assertEquals(POLISH, decoded.text().replace("\uFFFD", ""));
            long line = POLISH.substring(0, at == bytes.length - 1 ? POLISH.length() - 1 : at - 10)
                    .lines()
                    .count();
            assertTrue(decoded.note().orElseThrow().endsWith("first in line " + line), decoded::toString);
        }
        byte[] cutOff = java.util.Arrays.copyOf("źródło, łąka, ż".getBytes(UTF_8), 20);
        assertTrue(DecodedText.of(cutOff).text().startsWith("źródło, łąka, "));
    }

    @Property(tries = 300)
    void anyBytesAreReadWithoutAnException(@ForAll byte[] bytes, @ForAll @IntRange(max = 3) int times) {
        var longer = new ByteArrayOutputStream();
        for (int i = 0; i <= times; i++) {
            longer.writeBytes(bytes);
        }
        DecodedText.of(longer.toByteArray());
    }
}
