package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTests {

    @Test
    void cutsAtWhatIsNeitherLetterNorDigit() {
        assertThat(Words.terms("Don't pay €20!")).containsExactly("don", "t", "pay", "20", "don t", "t pay", "pay 20");
    }

    @Test
    void findsNoWordsInAnEmptyText() {
        assertThat(Words.terms("  ... ")).isEmpty();
    }

    @Test
    void readsTheSameLetterTheSameWayHoweverItIsWritten() {
        assertThat(Words.terms("cafe\u0301"))
                .isEqualTo(Words.terms("CAF\u00c9"))
                .containsExactly("caf\u00e9");
    }

    @Test
    void keepsVowelMarksAndLettersBeyondTheBasicPlane() {
        assertThat(Words.terms("हिन्दी \ud835\udd38x")).startsWith("हिन्दी", "ax");
    }

    @Test
    void leavesOutWhatIsTooLongForAWord() {
        assertThat(Words.terms("a " + "x".repeat(41) + " b")).containsExactly("a", "b", "a b");
    }
}
