package rnnlab.series;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;

class GapsTest {
    private static final float[][] LINE = {{0, 1, 2, 3, 4, 5, 6, 7}};

    @Test
    void aHiddenValueIsInTheLabelsAlone() {
        var gaps = Gaps.hide(LINE, 3, 1);
        var data = gaps.dataSet();
        int hidden = 0;
        for (int t = 0; t < 8; t++) {
            assertEquals(LINE[0][t], data.getLabels().getDouble(0, 0, t));
            assertEquals(gaps.hidden(0, t) ? 1 : 0, data.getLabelsMaskArray().getDouble(0, t));
            assertEquals(gaps.hidden(0, t) ? 1 : 0, data.getFeatures().getDouble(0, 1, t));
            assertEquals(gaps.hidden(0, t) ? 0 : LINE[0][t], data.getFeatures().getDouble(0, 0, t));
            if (gaps.hidden(0, t)) {
                hidden++;
            }
        }
        assertEquals(3, hidden);
        assertFalse(gaps.hidden(0, 0) || gaps.hidden(0, 7));
    }

    @Test
    void interpolationFillsALineExactly() {
        var gaps = Gaps.hide(LINE, 3, 1);
        assertEquals(0, gaps.mse(gaps.interpolated()), 1e-12);
        assertEquals(1, gaps.mse(gaps.interpolated().add(1)), 1e-6);
    }

    @Test
    void theEndsMustStay() {
        assertDoesNotThrow(() -> Gaps.hide(LINE, 6, 1));
        assertThrows(IllegalArgumentException.class, () -> Gaps.hide(LINE, 7, 1));
        assertThrows(IllegalArgumentException.class, () -> Gaps.hide(LINE, 0, 1));
    }
}
