package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import java.util.List;

/** What of a chunk is embedded and searched: the headings above it, each on its own line, then its text. */
public final class EmbeddingText {
    private EmbeddingText() {}

    public static String of(Chunk chunk) {
        return of(chunk.headingPath(), chunk.text());
    }

    public static String of(List<String> headingPath, String text) {
        return headingPath.isEmpty() ? text : String.join("\n", headingPath) + "\n" + text;
    }
}
