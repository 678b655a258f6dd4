package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What of a chunk is embedded and searched: the headings above it, each on its own line, then its text. */
public final class EmbeddingText {
    /** The default model reads 512, and frames a text with two of them. */
    private static final int MOST_TOKENS = 510;

    private EmbeddingText() {}

    public static String of(Chunk chunk) {
        return of(chunk.headingPath(), chunk.text());
    }

    /**
     * As {@link #of(Chunk)}, but for headings that would push the end of the text out of what the model reads: of a path that
     * is too long, the highest heading and as many of the lowest stay as there is room for.
     */
    public static String forModel(Chunk chunk, TokenCounter counter) {
        List<String> path = chunk.headingPath();
        int room = MOST_TOKENS - chunk.tokens();
        int[] tokens = path.stream().mapToInt(counter::count).toArray();
        if (path.isEmpty() || Arrays.stream(tokens).sum() <= room) {
            return of(chunk);
        }
        boolean first = tokens[0] + tokens[tokens.length - 1] <= room;
        int left = first ? room - tokens[0] : room;
        int from = path.size();
        while (from > 1 && tokens[from - 1] <= left) {
            from--;
            left -= tokens[from];
        }
        List<String> kept = new ArrayList<>(first ? path.subList(0, 1) : List.of());
        kept.addAll(path.subList(from, path.size()));
        return of(kept, chunk.text());
    }

    public static String of(List<String> headingPath, String text) {
        return headingPath.isEmpty() ? text : String.join("\n", headingPath) + "\n" + text;
    }
}
