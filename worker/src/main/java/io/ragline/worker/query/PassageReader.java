package io.ragline.worker.query;

import io.ragline.model.Chunk;
import io.ragline.model.Passage;
import io.ragline.model.Relevance;
import io.ragline.model.Surroundings;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what the best of the ranked chunks of a question say: the rest is never shown. */
final class PassageReader {
    private final ChunkIndex index;
    /** A chunk of each version, to know where its others are. */
    private final Map<UUID, RankedChunk> versions = new HashMap<>();

    PassageReader(ChunkIndex index, List<RankedChunk> ranked) {
        this.index = index;
        ranked.forEach(each -> versions.put(each.key().owner().versionId(), each));
    }

    /** The chunks as passages, in order; one that has gone in the meantime is left out. */
    List<Passage> read(List<RankedChunk> best) {
        Map<ChunkKey, Chunk> chunks = fetch(best.stream().map(RankedChunk::key).toList());
        List<Passage> passages = new ArrayList<>(best.size());
        for (RankedChunk ranked : best) {
            Chunk chunk = chunks.get(ranked.key());
            if (chunk != null) {
                passages.add(passage(ranked, chunk));
            }
        }
        return passages;
    }

    private static Passage passage(RankedChunk from, Chunk chunk) {
        return new Passage(
                from.key().owner().documentId(),
                from.key().owner().versionId(),
                from.document().number(),
                from.document().filename(),
                chunk,
                Relevance.fused(from.score(), from.vectorScore(), from.textScore()),
                Surroundings.NONE);
    }

    /** The passages with the texts that stand before and behind each in its document. */
    List<Passage> withNeighbours(List<Passage> passages) {
        Set<ChunkKey> wanted = new HashSet<>();
        for (Passage passage : passages) {
            around(passage, -1).ifPresent(wanted::add);
            around(passage, 1).ifPresent(wanted::add);
        }
        Map<ChunkKey, Chunk> chunks = fetch(wanted);
        return passages.stream()
                .map(passage -> passage.with(
                        passage.surroundings().between(text(passage, -1, chunks), text(passage, 1, chunks))))
                .toList();
    }

    private Optional<ChunkKey> around(Passage passage, int step) {
        int ordinal = passage.chunk().ordinal() + step;
        RankedChunk sibling = versions.get(passage.versionId());
        return ordinal < 0 || sibling == null
                ? Optional.empty()
                : Optional.of(new ChunkKey(sibling.key().owner(), ordinal));
    }

    private @Nullable String text(Passage passage, int step, Map<ChunkKey, Chunk> chunks) {
        return around(passage, step).map(chunks::get).map(Chunk::text).orElse(null);
    }

    private Map<ChunkKey, Chunk> fetch(Collection<ChunkKey> keys) {
        Map<CollectionRef, List<ChunkKey>> wanted = new HashMap<>();
        for (ChunkKey key : keys) {
            RankedChunk sibling = versions.get(key.owner().versionId());
            if (sibling != null) {
                wanted.computeIfAbsent(sibling.collection(), any -> new ArrayList<>())
                        .add(key);
            }
        }
        Map<ChunkKey, Chunk> chunks = new HashMap<>();
        wanted.forEach((collection, some) -> chunks.putAll(index.fetch(collection, some)));
        return chunks;
    }
}
