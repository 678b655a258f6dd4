package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTextTest {

    @Test
    void headings_stand_above_the_text() {
        assertThat(EmbeddingText.forModel(chunk(100, "Guide", "Install"), ChunkerTest::countWords))
                .isEqualTo("Guide\nInstall\ntext");
        assertThat(EmbeddingText.forModel(chunk(504), ChunkerTest::countWords)).isEqualTo("text");
    }

    @Test
    void headings_that_the_model_could_not_read_with_the_text_go_from_the_middle() {
        Chunk chunk = chunk(504, "The book", "Part one of it", "Chapter", "On oil");

        assertThat(EmbeddingText.forModel(chunk, ChunkerTest::countWords)).isEqualTo("The book\nChapter\nOn oil\ntext");
    }

    @Test
    void where_there_is_room_for_little_the_nearest_heading_stays() {
        assertThat(EmbeddingText.forModel(chunk(508, "The book", "On oil"), ChunkerTest::countWords))
                .isEqualTo("On oil\ntext");
    }

    private static Chunk chunk(int tokens, String... path) {
        return new Chunk(0, "text", List.of(path), List.of(new PageSpan(1, 0, 4)), tokens);
    }
}
