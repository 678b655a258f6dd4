package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.PageSpan;
import io.ragline.model.TextBlock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FixedChunkerTest {
    private static final ChunkingOptions SMALL = new ChunkingOptions(ChunkingStrategy.FIXED, 32, 8);

    @Test
    void chunks_are_full_and_begin_with_the_last_words_of_the_one_before() {
        List<Chunk> chunks = ChunkerTest.chunk(
                SMALL,
                ChunkerTest.page(1, TextBlock.paragraph(words(0, 40) + "."), TextBlock.paragraph(words(40, 80))));

        assertThat(chunks).extracting(Chunk::tokens).containsExactly(32, 32, 32);
        assertThat(chunks.get(0).text()).isEqualTo(words(0, 32));
        assertThat(chunks.get(1).text()).isEqualTo(words(24, 40) + ".\n\n" + words(40, 56));
        assertThat(chunks.get(2).text()).isEqualTo(words(48, 80));
    }

    @Test
    void the_last_chunk_holds_more_than_repetition() {
        assertThat(ChunkerTest.chunk(SMALL, ChunkerTest.page(1, TextBlock.paragraph(words(0, 32)))))
                .hasSize(1);
    }

    @Test
    void headings_tables_and_pages_are_text_like_any_other() {
        TextBlock table = new TextBlock(
                TextBlock.Kind.TABLE, 0, "<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>", List.of());

        List<Chunk> chunks = ChunkerTest.chunk(
                SMALL,
                ChunkerTest.page(1, TextBlock.heading(1, "Title"), TextBlock.paragraph("The lamp")),
                ChunkerTest.page(2, TextBlock.paragraph("burns."), table));

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().headingPath()).isEmpty();
        assertThat(chunks.getFirst().text()).isEqualTo("Title\n\nThe lamp burns.\n\na | b\n1 | 2");
        assertThat(chunks.getFirst().spans()).containsExactly(new PageSpan(1, 0, 15), new PageSpan(2, 16, 35));
    }

    @Test
    void no_word_is_cut() {
        String text =
                Arrays.stream(words(0, 300).split(" ")).map(word -> word + "-x").collect(Collectors.joining(" "));

        assertThat(ChunkerTest.chunk(SMALL, ChunkerTest.page(1, TextBlock.paragraph(text))))
                .allSatisfy(chunk -> assertThat(chunk.text()).matches("(w\\d+-x ?)+"));
    }

    private static String words(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }
}
