package io.ragline.worker.index;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.TextAnalysis;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The chunks of all collections, found by vector and by text. An index knows nothing of which version of a document is
 * the visible one: the caller checks each hit's owner against the catalogue.
 *
 * <p>Safe for use by many threads, and by threads that are interrupted: an operation that has begun is finished. Every
 * method fails with {@link io.ragline.model.RaglineException} of code
 * {@code INDEX_UNAVAILABLE} when the index can't be reached or written, and of code {@code EMBEDDING_MODEL_MISMATCH} when
 * a vector is not as long as those of the collection.
 */
public interface ChunkIndex extends AutoCloseable {

    /**
     * Writes chunks; writing the same owner and ordinal again replaces. They may be found, and survive a crash, only
     * after {@link #commit}.
     *
     * @param analysis how their texts become terms, the same for all chunks of the collection
     */
    void write(CollectionRef collection, TextAnalysis analysis, List<EmbeddedChunk> chunks);

    /** Changes what is known of the document of an attempt's chunks; searches see it after {@link #commit}. */
    void describe(CollectionRef collection, TextAnalysis analysis, ChunkOwner owner, Attributes document);

    /**
     * Makes all that was written to or deleted from the collection before durable and searchable when it returns. A
     * caller that must be sure of its chunks compares {@link #count(CollectionRef, ChunkOwner)} with what it wrote: a
     * failure of the index between write and commit, of which another caller was told, may have lost them.
     */
    void commit(CollectionRef collection);

    /** Deletes the chunks of one attempt. */
    void delete(CollectionRef collection, ChunkOwner owner);

    /** Deletes the chunks of a document, of whatever versions and attempts. */
    void deleteDocument(CollectionRef collection, UUID documentId);

    /** Deletes all chunks of a collection, at once. */
    void deleteCollection(CollectionRef collection);

    /** How many searchable chunks one attempt has. */
    long count(CollectionRef collection, ChunkOwner owner);

    /** How many searchable chunks a document has, of whatever versions and attempts. */
    long countDocument(CollectionRef collection, UUID documentId);

    /** How many searchable chunks the collection has, of whatever attempts. */
    long count(CollectionRef collection);

    /**
     * The {@code limit} chunks nearest to {@code vector} of those that have the query's phrases and meet its filter, best first;
     * fewer if there are fewer. Equal scores in stable order.
     */
    List<ChunkHit> searchVector(CollectionRef collection, float[] vector, ChunkQuery query, int limit);

    /**
     * The {@code limit} chunks that match the query's words best by BM25, and have its phrases and meet its filter, best first.
     * What stands for itself ({@link Identifiers}) counts beside its parts. A chunk that has the phrases and none of the words
     * scores 0.
     */
    default List<ChunkHit> searchText(CollectionRef collection, ChunkQuery query, int limit) {
        return searchText(List.of(collection), query).in(collection, limit);
    }

    /** Begins a search by words in several collections of the query's analysis, whose scores can be compared. */
    TextSearch searchText(Collection<CollectionRef> together, ChunkQuery query);

    /** What the chunks say; one that has gone in the meantime is missing from the result. */
    Map<ChunkKey, Chunk> fetch(CollectionRef collection, Collection<ChunkKey> keys);

    /** Fails with {@code INDEX_UNAVAILABLE}, saying why, if the index can't be used just now. Takes no longer than a look. */
    default void check() {}

    @Override
    void close();
}
