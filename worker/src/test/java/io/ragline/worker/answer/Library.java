package io.ragline.worker.answer;

import io.ragline.catalog.VisibleVersion;
import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.model.Passage;
import io.ragline.model.SearchOptions;
import io.ragline.model.TextAnalysis;
import io.ragline.model.TextBlock;
import io.ragline.worker.chunk.Chunker;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.InMemoryChunkIndex;
import io.ragline.worker.query.Reranking;
import io.ragline.worker.query.Retriever;
import io.ragline.worker.query.SearchedIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A collection of made-up documents that are chunked, embedded and searched as real ones are. */
final class Library {
    private final CollectionRef collection = new CollectionRef(UUID.randomUUID(), UUID.randomUUID());
    private final InMemoryChunkIndex index = new InMemoryChunkIndex();
    private final Map<UUID, VisibleVersion> visible = new HashMap<>();
    private final OnnxEmbedder embedder;

    Library(OnnxEmbedder embedder) {
        this.embedder = embedder;
    }

    /** Each page is a string; its lines are paragraphs, those that start with {@code #} headings. */
    Library add(String filename, String... pages) {
        ChunkOwner owner = new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
        visible.put(owner.documentId(), new VisibleVersion(owner, filename, 1));
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker = Chunker.of(ChunkingOptions.DEFAULT, embedder.tokenCounter(), chunks::add);
        for (int i = 0; i < pages.length; i++) {
            chunker.accept(new Page(
                    i + 1, null, 595, 842, pages[i].lines().map(Library::block).toList()));
        }
        chunker.finish();
        List<float[]> vectors =
                embedder.embedPassages(chunks.stream().map(EmbeddingText::of).toList());
        for (int i = 0; i < chunks.size(); i++) {
            index.write(
                    collection,
                    TextAnalysis.ENGLISH,
                    List.of(new EmbeddedChunk(owner, chunks.get(i), vectors.get(i), Attributes.NONE)));
        }
        index.commit(collection);
        return this;
    }

    List<Passage> passages(String question, SearchOptions options) {
        return new Retriever(index, (any, ids) -> visible, Reranking.OFF)
                .retrieve(
                        question,
                        List.of(new SearchedIndex(collection, embedder, TextAnalysis.ENGLISH)),
                        options,
                        false)
                .passages();
    }

    private static TextBlock block(String line) {
        return line.startsWith("#") ? TextBlock.heading(1, line.substring(1).strip()) : TextBlock.paragraph(line);
    }
}
