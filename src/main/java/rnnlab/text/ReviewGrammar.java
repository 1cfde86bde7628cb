package rnnlab.text;

import java.util.List;
import java.util.Random;

/**
 * Writes short reviews by rules, so that everybody can check what each says: praise and blame, negation before a word
 * ("not very good"), contrast ("good, but ..."), and a sentence after it that takes everything back ("so they told me;
 * they were wrong").
 */
final class ReviewGrammar {

    private static final List<String> THINGS = List.of(
            "film",
            "plot",
            "music",
            "book",
            "story",
            "ending",
            "hotel",
            "room",
            "breakfast",
            "food",
            "soup",
            "service",
            "phone",
            "screen",
            "battery",
            "camera",
            "concert",
            "singer",
            "lecture",
            "coffee");
    private static final List<String> GOOD = List.of(
            "good",
            "great",
            "wonderful",
            "excellent",
            "lovely",
            "superb",
            "pleasant",
            "brilliant",
            "charming",
            "delightful",
            "perfect",
            "fine");
    private static final List<String> BAD = List.of(
            "bad",
            "awful",
            "terrible",
            "boring",
            "poor",
            "horrible",
            "dull",
            "dreadful",
            "disappointing",
            "annoying",
            "weak",
            "useless");
    private static final List<String> HOW = List.of("", "", "", "really ", "very ", "quite ", "so ", "rather ");
    private static final List<String> BEFORE = List.of(
            "",
            "",
            "",
            "we went there on a friday . ",
            "my sister had told me about it . ",
            "i bought it last week . ",
            "it was raining that day . ",
            "we were four people . ",
            "to be honest , ",
            "in short , ");
    private static final List<String> AFTER = List.of(
            "",
            "",
            "",
            " we paid by card .",
            " i will tell my friends .",
            " that was in may .",
            " we stayed for an hour .");

    private final Random random;

    ReviewGrammar(Random random) {
        this.random = random;
    }

    Review review() {
        boolean positive = random.nextBoolean();
        return new Review(one(BEFORE) + said(positive) + one(AFTER), positive);
    }

    private String said(boolean positive) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> verdict(positive) + " .";
            case 4 -> verdict(!positive) + " , but " + verdict(positive) + " .";
            case 5 -> "although " + verdict(!positive) + " , " + verdict(positive) + " .";
            case 6 -> verdict(positive) + " , although " + verdict(!positive) + " .";
            case 7 -> verdict(!positive) + " , they had told me . they were wrong .";
            case 8 -> verdict(positive) + " , they had told me . they were right .";
            default -> verdict(!positive) + " at first . then everything changed .";
        };
    }

    /** A clause that speaks well or ill of a thing, sometimes by saying the opposite of the opposite. */
    private String verdict(boolean positive) {
        String thing = "the " + one(THINGS);
        return switch (random.nextInt(6)) {
            case 0 -> thing + " was not " + one(HOW) + adjective(!positive);
            case 1 -> "nobody would call " + thing + " " + adjective(!positive);
            default -> thing + " was " + one(HOW) + adjective(positive);
        };
    }

    private String adjective(boolean good) {
        return one(good ? GOOD : BAD);
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
