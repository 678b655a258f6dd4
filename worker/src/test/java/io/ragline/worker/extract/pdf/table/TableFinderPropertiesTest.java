package io.ragline.worker.extract.pdf.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of any page, however absurd. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class TableFinderPropertiesTest {
    private static final List<String> TEXTS =
            List.of("Total", "1,234", "a", "…", "%", "Weighted", "participation", "(x)", "2010", "–", "=", "12.5");

    @Test
    void cells_never_overlap_and_no_word_is_in_two_of_them() {
        int tables = 0;
        for (int seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            List<Word> words = words(random);
            for (Table table : TableFinder.find(words, rulings(random))) {
                tables++;
                assertSound(table, seed);
            }
        }
        // were nothing found, nothing would have been tried
        assertThat(tables).isGreaterThan(200);
    }

    private static void assertSound(Table table, int seed) {
        boolean[][] taken = new boolean[table.rows()][table.columns()];
        Set<Integer> glyphs = new HashSet<>();
        assertThat(table.headerRows()).as("seed %d", seed).isBetween(0, table.rows() - 1);
        for (Table.Cell cell : table.cells()) {
            for (int r = cell.row(); r < cell.row() + cell.rowSpan(); r++) {
                for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                    assertThat(taken[r][c])
                            .as("seed %d, place %d %d", seed, r, c)
                            .isFalse();
                    taken[r][c] = true;
                }
            }
            for (Word word : cell.words()) {
                assertThat(glyphs.addAll(word.glyphs())).as("seed %d", seed).isTrue();
            }
        }
        Set<Integer> all = new HashSet<>();
        table.words().forEach(w -> all.addAll(w.glyphs()));
        table.words().stream().filter(Word::isLeader).forEach(w -> all.removeAll(w.glyphs()));
        // nothing that the table takes out of the page's text is lost
        assertThat(glyphs).as("seed %d", seed).containsAll(all);
    }

    /** Rows and columns of words, half of them neat, the others disturbed in place and size. */
    private static List<Word> words(Random random) {
        List<Word> words = new ArrayList<>();
        boolean neat = random.nextBoolean();
        int rows = 2 + random.nextInt(12);
        int columns = 2 + random.nextInt(6);
        float pitch = neat ? 12 : 3 + 20 * random.nextFloat();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (random.nextInt(6) > 0) {
                    float x = 50 + c * 80 + (neat ? 0 : random.nextInt(4) * random.nextInt(12));
                    float size = neat || random.nextInt(8) > 0 ? 10 : 1 + 30 * random.nextFloat();
                    int together = 1 + random.nextInt(neat ? 2 : 4);
                    for (int w = 0; w < together; w++) {
                        String text = TEXTS.get(random.nextInt(TEXTS.size()));
                        float width = Math.min(34, text.length() * size * 0.5f);
                        words.add(new Word(text, x, x + width, 100 + r * pitch, size, r == 0, List.of(words.size())));
                        x += width + 0.3f * size;
                    }
                }
            }
        }
        return words;
    }

    private static List<Ruling> rulings(Random random) {
        List<Ruling> rulings = new ArrayList<>();
        int lines = random.nextInt(3) * random.nextInt(20);
        for (int i = 0; i < lines; i++) {
            boolean horizontal = random.nextBoolean();
            float at = horizontal ? 90 + random.nextInt(14) * 12 : 45 + random.nextInt(8) * 40;
            float from = horizontal ? 45 + random.nextInt(3) * 40 : 90 + random.nextInt(3) * 12;
            rulings.add(new Ruling(horizontal, at, from, from + random.nextInt(300), random.nextInt(3)));
        }
        return rulings;
    }
}
