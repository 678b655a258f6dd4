package io.ragline.worker.index.lucene;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkHit;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.TextSearch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * The default index, embedded in the worker process: vectors in an HNSW graph, text by BM25. One process at a time may
 * use its folder.
 */
public final class LuceneChunkIndex implements ChunkIndex {
    private final FolderLock lock;
    private final OpenCollections collections;
    private final IndexThreads searchThreads;
    private final IndexThreads writeThreads;

    /**
     * @throws io.ragline.model.RaglineException of code {@code INDEX_UNAVAILABLE} if another process uses the folder
     */
    public LuceneChunkIndex(LuceneIndexOptions options) {
        this.lock = FolderLock.take(options.folder());
        this.searchThreads = new IndexThreads("index-search", options.threads());
        this.collections = new OpenCollections(options, searchThreads::help);
        this.writeThreads = new IndexThreads("index-write", options.threads());
    }

    @Override
    public void write(CollectionRef collection, TextAnalysis analysis, List<EmbeddedChunk> chunks) {
        if (!chunks.isEmpty()) {
            changing(collection, index -> index.write(writer -> writer.write(analysis, chunks)));
        }
    }

    @Override
    public void describe(CollectionRef collection, TextAnalysis analysis, ChunkOwner owner, Attributes document) {
        changeWhatIs(collection, writer -> writer.describe(analysis, owner, document));
    }

    @Override
    public void commit(CollectionRef collection) {
        changing(collection, CollectionIndex::commit);
    }

    @Override
    public void delete(CollectionRef collection, ChunkOwner owner) {
        changeWhatIs(collection, writer -> writer.delete(owner));
    }

    @Override
    public void deleteDocument(CollectionRef collection, UUID documentId) {
        changeWhatIs(collection, writer -> writer.deleteDocument(documentId));
    }

    @Override
    public void deleteCollection(CollectionRef collection) {
        writeThreads.run(() -> collections.delete(collection));
    }

    @Override
    public long count(CollectionRef collection, ChunkOwner owner) {
        return searching(collection, 0, search -> search.count(new TermQuery(Fields.owner(owner))));
    }

    @Override
    public long countDocument(CollectionRef collection, UUID documentId) {
        return searching(collection, 0, search -> search.count(new TermQuery(Fields.document(documentId))));
    }

    @Override
    public long count(CollectionRef collection) {
        return searching(collection, 0, CollectionSearch::count);
    }

    @Override
    public List<ChunkHit> searchVector(CollectionRef collection, float[] vector, ChunkQuery query, int limit) {
        return searching(collection, List.<ChunkHit>of(), search -> search.byVector(vector, query, limit));
    }

    @Override
    public TextSearch searchText(Collection<CollectionRef> together, ChunkQuery query) {
        return new Together(Set.copyOf(together), query);
    }

    @Override
    public Map<ChunkKey, Chunk> fetch(CollectionRef collection, Collection<ChunkKey> keys) {
        return searching(collection, Map.<ChunkKey, Chunk>of(), search -> search.fetch(keys));
    }

    /** Waits for running work; drops what was not committed. */
    @Override
    public void close() {
        searchThreads.close();
        writeThreads.close();
        collections.close();
        lock.close();
    }

    private <T> T searching(CollectionRef collection, T ifEmpty, CollectionIndex.Search<T> search) {
        return searchThreads.call(() -> collections.with(collection, index -> index.search(ifEmpty, search)));
    }

    private void changing(CollectionRef collection, Consumer<CollectionIndex> change) {
        writeThreads.run(() -> collections.use(collection, change));
    }

    /** Where nothing was ever written nothing is created either. */
    private void changeWhatIs(CollectionRef collection, CollectionIndex.Write change) {
        changing(collection, index -> {
            if (index.exists()) {
                index.write(change);
            }
        });
    }

    /** One collection is searched by Lucene's own counts, which are the same and at hand. */
    private final class Together implements TextSearch {
        private final Set<CollectionRef> collections;
        private final ChunkQuery query;
        private @Nullable WordCounts counts;

        Together(Set<CollectionRef> collections, ChunkQuery query) {
            this.collections = collections;
            this.query = query;
        }

        @Override
        public List<ChunkHit> in(CollectionRef collection, int limit) {
            WordCounts common = collections.size() > 1 ? counts() : null;
            return searching(collection, List.<ChunkHit>of(), search -> search.byText(query, limit, common));
        }

        @Override
        public double full() {
            return counts().full(query);
        }

        private WordCounts counts() {
            if (counts == null) {
                WordCounts counting = new WordCounts();
                Set<Term> words = TextQueries.weights(query).keySet();
                for (CollectionRef collection : collections) {
                    searching(collection, counting, search -> search.count(words, counting));
                }
                counts = counting;
            }
            return counts;
        }
    }
}
