package rnnlab.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void punctuationStandsApartInLowerCase() {
        assertEquals("chop 1 / 2 onion , then serve !", Words.spaced("Chop 1/2  onion,\n then SERVE!"));
        assertEquals("bake at 350°f ( 10 - 12 min . ) .", Words.spaced("Bake at 350°F (10-12 min.)."));
        assertEquals("crème fraîche — “ good ”", Words.spaced("Crème fraîche—“good”"));
        assertEquals("", Words.spaced(" \n "));
    }

    @Test
    void aStoryKeepsItsApostrophesAndTellsQuotationMarksApart() {
        assertEquals("“ don't ! ” said alice —", Words.spacedStory("'Don't!' said Alice--"));
        assertEquals(
                "“ i'll look first , ” she said , “ and see ”",
                Words.spacedStory("“I’ll look first,” she said, \"and see\""));
        assertEquals("the rabbit-hole was very deep", Words.spacedStory("the rabbit-hole was _very_ deep"));
    }

    @Test
    void wordsArePrintedAsPeopleWriteThem() {
        var vocabulary = Vocabulary.words(Words.spaced("Chop 1/2 onion (small), then serve!"), 100);
        assertEquals(
                "chop 1/2 onion (small), then serve!",
                vocabulary.decode(vocabulary.encode(Words.spaced("Chop 1/2 onion (small), then serve!"))));
    }

    @Property(tries = 500)
    void spacingTwiceChangesNothing(@ForAll String text) {
        String once = Words.spaced(text);
        assertEquals(once, Words.spaced(once));
    }
}
