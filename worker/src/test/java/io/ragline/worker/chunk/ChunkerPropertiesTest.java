package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Box;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.Page;
import io.ragline.model.PageSpan;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of any document: random ones, in several scripts, every word of which is marked with its number and page. */
class ChunkerPropertiesTest {
    private static final String[] ENDINGS = {". ", ". ", "? ", "! ", ", ", " ", " ", " ", " ", " ", "\u00A0", " e.g. "};
    private static final String[] SALT = {"été", "Straße", "слово", "言葉", "🙂", "مرحبا", "A.", "3.14", "don't"};

    private final List<String> words = new ArrayList<>();
    private int lineCount;

    @ParameterizedTest
    @ValueSource(
            longs = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
                29, 30
            })
    void no_word_is_lost_or_out_of_order_and_every_span_is_on_its_page(long seed) {
        Random random = new Random(seed);
        ChunkingStrategy strategy = ChunkingStrategy.values()[(int) (seed % 3)];
        ChunkingOptions options = new ChunkingOptions(strategy, 32 + random.nextInt(200), random.nextInt(16));
        List<Page> pages = document(random);

        List<Chunk> chunks = ChunkerTest.chunk(options, pages.toArray(Page[]::new));

        assertThat(firstAppearances(chunks)).containsExactlyElementsOf(words);
        for (int i = 0; i < chunks.size(); i++) {
            assertSpansAreTrue(chunks.get(i), pages);
            assertThat(chunks.get(i).tokens()).isLessThanOrEqualTo(options.size() * 9 / 8);
            assertRepeatsAtMost(2 * options.overlap(), chunks, i);
        }
    }

    private List<Page> document(Random random) {
        List<Page> pages = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int number = 1; number <= count; number++) {
            List<TextBlock> blocks = new ArrayList<>();
            for (int left = random.nextInt(6); left > 0; left--) {
                blocks.add(block(random, number));
            }
            pages.add(new Page(number, null, 0, 0, blocks));
        }
        return pages;
    }

    private TextBlock block(Random random, int page) {
        return switch (random.nextInt(8)) {
            case 0 -> block(Kind.LIST_ITEM, text(random, page, 12), random);
            case 1 -> block(Kind.CODE, text(random, page, 6) + "\n  " + text(random, page, 6), random);
            default -> block(Kind.PARAGRAPH, text(random, page, 120), random);
        };
    }

    /** Its lines have boxes, each of its own; some blocks and parts of them have none. */
    private TextBlock block(Kind kind, String text, Random random) {
        List<TextLine> lines = new ArrayList<>();
        int end = random.nextInt(3) == 0 ? text.length() : 0;
        while (end < text.length()) {
            int start = end;
            end = Math.min(text.length(), end + 1 + random.nextInt(80));
            if (random.nextInt(8) > 0) {
                lines.add(new TextLine(start, end, new Box(70, ++lineCount, (end - start) * 5.3f, 10)));
            }
        }
        return new TextBlock(kind, 0, text, lines);
    }

    private String text(Random random, int page, int most) {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            String word = (random.nextInt(4) == 0 ? "W" : "w") + words.size() + "p" + page;
            words.add(word);
            text.append(word);
            if (random.nextInt(10) == 0) {
                text.append(' ').append(SALT[random.nextInt(SALT.length)]);
            }
            text.append(ENDINGS[random.nextInt(ENDINGS.length)]);
        }
        return text.toString();
    }

    private static List<String> firstAppearances(List<Chunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> marked(chunk.text()).stream())
                .distinct()
                .toList();
    }

    private static void assertSpansAreTrue(Chunk chunk, List<Page> pages) {
        int covered = 0;
        for (PageSpan span : chunk.spans()) {
            assertThat(squeezed(chunk.text().substring(covered, span.start()))).isEmpty();
            String part = chunk.text().substring(span.start(), span.end());
            assertThat(squeezed(pageText(pages.get(span.page() - 1)))).contains(squeezed(part));
            assertStandsThere(part, span, pages.get(span.page() - 1));
            assertThat(marked(part)).allMatch(word -> word.endsWith("p" + span.page()));
            covered = span.end();
        }
        assertThat(covered).isEqualTo(chunk.text().length());
    }

    /** The part is of the line that the box is of, and its share of the box is as large as its share of the line. */
    private static void assertStandsThere(String part, PageSpan span, Page page) {
        Box box = span.box();
        if (box == null) {
            return;
        }
        assertThat(page.blocks())
                .anySatisfy(block -> assertThat(block.lines()).anySatisfy(line -> {
                    String whole = block.text().substring(line.start(), line.end());
                    assertThat(line.box().y()).isEqualTo(box.y());
                    assertThat(squeezed(whole)).contains(squeezed(part));
                    assertThat(box.x()).isGreaterThanOrEqualTo(line.box().x());
                    assertThat(box.x() + box.width())
                            .isLessThanOrEqualTo(line.box().x() + line.box().width() + 0.01f);
                }));
    }

    /** A token has two marked words at most: words stand together where only a no-break space parts them. */
    private static void assertRepeatsAtMost(int most, List<Chunk> chunks, int i) {
        if (i > 0) {
            Set<String> before = new HashSet<>(marked(chunks.get(i - 1).text()));
            long repeated = marked(chunks.get(i).text()).stream()
                    .filter(before::contains)
                    .count();
            assertThat(repeated).isLessThanOrEqualTo(most);
        }
    }

    private static List<String> marked(String text) {
        return Pattern.compile("[wW]\\d+p\\d+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toList());
    }

    private static String pageText(Page page) {
        return page.blocks().stream().map(TextBlock::text).collect(Collectors.joining(" "));
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00A0]+", "");
    }
}
