package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are shown by the JDK's bidirectional algorithm; read back, they must be what was written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfLogicalOrderTest {
    private static final String[] HEBREW = {"שלום", "עולם", "ספר", "את"};
    private static final String[] ARABIC = {"مرحبا", "كتاب", "في"};
    private static final String[] LATIN = {"ABC", "word", "Office"};
    private static final String[] NUMBERS = {"280", "1,250.50", "17%", "2024-05-01", "12:30", "3"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "הדוח השנתי (280 עמודים) נכתב על ידי ABC.",
                "المجموع 280 صفحة (منها 40 صفحة ملحقات) في عام 2024.",
                "السعر 25% أقل من السابق في 2024-05-01.",
                "המחיר הוא 1,250.50 עבור Windows 10 ו-Office 365 [מהדורה 3].",
                "פרק 12: ראו info@example.com, טלפון 03-5551234",
                "ראו {את} ABC (DEF) <ספר> «שלום»",
            })
    void a_line_from_right_to_left_is_read_as_it_was_written(String written) {
        assertThat(LogicalOrder.of(shown(written, true), true)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The word שלום (peace) means hello; see section 3.",
                "In 2024 the ספר ראשון (280 pages) was bought by ABC.",
                "He wrote «שלום עולם» and left.",
            })
    void a_line_from_left_to_right_is_read_as_it_was_written(String written) {
        assertThat(LogicalOrder.of(shown(written, false), false)).isEqualTo(written);
    }

    @Test
    void marks_stay_behind_their_letters() {
        // as seen: each mark stands before the letter that carries it
        String seen = new StringBuilder("שָׁלוֹם").reverse().toString();

        assertThat(LogicalOrder.of(seen, true)).isEqualTo("שָׁלוֹם");
    }

    @Test
    void whatever_is_read_looks_as_the_line_did() {
        Random random = new Random(7);
        List<String> different = new ArrayList<>();
        int lines = 3_000;
        for (int i = 0; i < lines; i++) {
            boolean rightToLeft = random.nextInt(3) > 0;
            String shown = shown(line(random), rightToLeft);
            String read = LogicalOrder.of(shown, rightToLeft);
            if (!shown(read, rightToLeft).equals(shown)) {
                different.add(read);
            }
        }

        // a few numbers beside brackets can't be told apart by their looks
        assertThat(different).hasSizeLessThan(lines * 3 / 100);
    }

    private static String line(Random random) {
        String[] leftwards = random.nextBoolean() ? HEBREW : ARABIC;
        StringBuilder line = new StringBuilder();
        boolean open = false;
        int words = 1 + random.nextInt(7);
        for (int i = 0; i < words; i++) {
            line.append(i == 0 ? "" : random.nextInt(8) == 0 ? ", " : " ");
            if (!open && random.nextInt(5) == 0) {
                line.append('(');
                open = true;
            }
            int kind = random.nextInt(6);
            String[] from = kind < 3 ? leftwards : kind < 4 ? LATIN : NUMBERS;
            line.append(from[random.nextInt(from.length)]);
            if (open && random.nextBoolean()) {
                line.append(')');
                open = false;
            }
        }
        return line + (open ? ")" : "") + (random.nextBoolean() ? "." : "");
    }

    /** A line as it stands on paper, from left to right, with brackets as they look. */
    private static String shown(String written, boolean rightToLeft) {
        Bidi bidi = new Bidi(written, rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        Integer[] order = new Integer[runs];
        for (int i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, runs);
        StringBuilder shown = new StringBuilder();
        for (int run : order) {
            String text = written.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
            shown.append(bidi.getRunLevel(run) % 2 == 0 ? text : mirrored(text));
        }
        return shown.toString();
    }

    private static String mirrored(String text) {
        String brackets = "()[]{}<>«»";
        StringBuilder mirrored = new StringBuilder(text).reverse();
        for (int i = 0; i < mirrored.length(); i++) {
            int bracket = brackets.indexOf(mirrored.charAt(i));
            if (bracket >= 0) {
                mirrored.setCharAt(i, brackets.charAt(bracket ^ 1));
            }
        }
        return mirrored.toString();
    }
}
