package io.ragline.worker.index;

import io.ragline.filter.SearchFilter;
import io.ragline.model.TextAnalysis;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for.
 *
 * @param words rank the chunks that have any of them; nothing in them is syntax
 * @param phrases each of them has to stand in a chunk, whichever search finds it
 * @param filter every chunk found meets it; null for any chunk
 * @param analysis how the collection's texts became terms
 */
public record ChunkQuery(
        String words, List<String> phrases, @Nullable SearchFilter filter, TextAnalysis analysis) {
    public ChunkQuery {
        Objects.requireNonNull(words);
        Objects.requireNonNull(analysis);
        phrases = List.copyOf(phrases);
    }

    /** Words alone, in a collection of the standard analysis. */
    public static ChunkQuery of(String words) {
        return new ChunkQuery(words, List.of(), null, TextAnalysis.ENGLISH);
    }
}
