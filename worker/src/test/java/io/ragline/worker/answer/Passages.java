package io.ragline.worker.answer;

import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import io.ragline.model.Passage;
import io.ragline.model.Relevance;
import io.ragline.model.Surroundings;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Passages as a search gives them. */
final class Passages {
    private Passages() {}

    static Passage one(String filename, String text) {
        Chunk chunk = new Chunk(
                0, text, List.of(), List.of(new PageSpan(1, null, 0, text.length(), null)), text.length() / 4);
        return new Passage(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                filename,
                chunk,
                Relevance.fused(1, null, null),
                Surroundings.NONE);
    }

    static List<Passage> of(String... texts) {
        return Arrays.stream(texts).map(text -> one("some.pdf", text)).toList();
    }
}
