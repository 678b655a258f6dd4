package io.ragline.bench.retrieval;

import io.ragline.catalog.VisibleVersion;
import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.model.TextAnalysis;
import io.ragline.model.TextBlock;
import io.ragline.worker.chunk.Chunker;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.chunk.TokenCounter;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.query.VisibleVersions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Brings a test collection into an index the way uploads get there: chunked, embedded, written, committed. */
final class Corpus implements VisibleVersions {
    private static final int BATCH = 64;

    private final CollectionRef collection = new CollectionRef(new UUID(0, 1), new UUID(0, 2));
    private final Map<UUID, VisibleVersion> visible = new HashMap<>();
    private final Embedder embedder;
    private final TokenCounter tokens;
    private final ChunkIndex index;
    private final List<Waiting> waiting = new ArrayList<>();
    private int chunks;

    private record Waiting(ChunkOwner owner, Chunk chunk) {}

    Corpus(Embedder embedder, TokenCounter tokens, ChunkIndex index) {
        this.embedder = embedder;
        this.tokens = tokens;
        this.index = index;
    }

    CollectionRef collection() {
        return collection;
    }

    int chunks() {
        return chunks;
    }

    void add(List<BeirData.Document> documents) {
        for (BeirData.Document document : documents) {
            add(document);
        }
        flush();
        index.commit(collection);
    }

    @Override
    public Map<UUID, VisibleVersion> visible(CollectionRef asked, Set<UUID> documentIds) {
        Map<UUID, VisibleVersion> found = new HashMap<>(visible);
        found.keySet().retainAll(documentIds);
        return found;
    }

    private void add(BeirData.Document document) {
        UUID id = new UUID(1, visible.size());
        ChunkOwner owner = new ChunkOwner(id, id, 1);
        visible.put(id, new VisibleVersion(owner, document.id(), 1));
        Chunker chunker = Chunker.of(ChunkingOptions.DEFAULT, tokens, chunk -> waiting.add(new Waiting(owner, chunk)));
        chunker.accept(page(document));
        chunker.finish();
        if (waiting.size() >= BATCH) {
            flush();
        }
    }

    private void flush() {
        List<float[]> vectors = embedder.embedPassages(
                waiting.stream().map(each -> EmbeddingText.of(each.chunk())).toList());
        List<EmbeddedChunk> batch = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            batch.add(
                    new EmbeddedChunk(waiting.get(i).owner(), waiting.get(i).chunk(), vectors.get(i), Attributes.NONE));
        }
        index.write(collection, TextAnalysis.ENGLISH, batch);
        chunks += batch.size();
        waiting.clear();
    }

    /** The title as a heading over the paragraphs; a text that repeats the title loses it, as a file has it once. */
    static Page page(BeirData.Document document) {
        List<TextBlock> blocks = new ArrayList<>();
        String title = document.title().strip();
        String text = document.text().strip();
        if (!title.isEmpty()) {
            blocks.add(TextBlock.heading(1, title));
            text = text.startsWith(title) ? text.substring(title.length()) : text;
        }
        for (String paragraph : text.split("\\n\\s*\\n")) {
            if (!paragraph.isBlank()) {
                blocks.add(TextBlock.paragraph(paragraph.strip()));
            }
        }
        return new Page(1, null, 0, 0, blocks);
    }
}
