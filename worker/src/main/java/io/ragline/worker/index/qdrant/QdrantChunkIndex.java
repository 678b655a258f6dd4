package io.ragline.worker.index.qdrant;

import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkHit;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.TextSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The index for more than one worker process: chunks as points of a Qdrant server or cluster. All indexes whose vectors are of one
 * size share a collection there, as Qdrant advises, and every request names the tenant and the index.
 *
 * <p>Points are written with {@code committed: false}, which no search passes, and a commit sets it for all that the process wrote.
 * So nothing has to be kept in memory until then, and what a process wrote that died stays unseen. A deletion takes effect at
 * once, of points that were not committed, too.
 *
 * <p>The document frequencies of BM25 are those of all chunks in the Qdrant collection.
 */
public final class QdrantChunkIndex implements ChunkIndex {
    private static final System.Logger LOG = System.getLogger(QdrantChunkIndex.class.getName());

    private final QdrantCalls calls;
    private final QdrantCollections collections;
    private final ServerCheck server;
    private final Homes homes;
    private final Writes writes;
    private final Searches searches;
    private final AverageLength averages;
    private final Uncommitted uncommitted = new Uncommitted();

    /**
     * @param averages of the lengths of texts
     * @throws RaglineException {@code INDEX_UNAVAILABLE} if the server answers and can't be used; one that is away may come back
     */
    public QdrantChunkIndex(QdrantConfig config, AverageLength averages) {
        this(config, averages, new Backoff());
    }

    QdrantChunkIndex(QdrantConfig config, AverageLength averages, Backoff backoff) {
        config.check();
        this.averages = averages;
        this.calls = new QdrantCalls(config, backoff);
        this.collections = new QdrantCollections(calls, config);
        this.server = new ServerCheck(calls, collections);
        this.homes = new Homes(calls, collections);
        this.writes = new Writes(calls, config.batch());
        this.searches = new Searches(calls, config);
        if (config.apiKey().isPresent() && !"https".equals(config.url().getScheme())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The API key goes to Qdrant at {0} unencrypted: use https in ragline.qdrant.url",
                    calls.server());
        }
        try {
            server.atStart();
        } catch (RuntimeException e) {
            calls.close();
            throw e;
        }
    }

    @Override
    public void write(CollectionRef collection, TextAnalysis analysis, List<EmbeddedChunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        using(() -> {
            int size = chunks.getFirst().vector().length;
            String name = homes.forWriting(collection, size);
            chunks.forEach(chunk -> homes.expectSize(name, chunk.vector().length));
            writes.upsert(name, points(collection, analysis, chunks));
            Set<ChunkOwner> wrote = new HashSet<>();
            chunks.forEach(chunk -> wrote.add(chunk.owner()));
            uncommitted.add(collection, wrote);
            return name;
        });
    }

    private List<PointStruct> points(CollectionRef collection, TextAnalysis analysis, List<EmbeddedChunk> chunks) {
        Map<ChunkKey, EmbeddedChunk> lastOfEach = new LinkedHashMap<>();
        chunks.forEach(chunk -> lastOfEach.put(chunk.key(), chunk));
        List<TermVectors.Counted> texts = lastOfEach.values().stream()
                .map(chunk -> TermVectors.Counted.of(analysis, chunk.chunk()))
                .toList();
        long terms = texts.stream().mapToLong(TermVectors.Counted::length).sum();
        double average = averages.with(collection, texts.size(), terms);
        List<PointStruct> points = new ArrayList<>(texts.size());
        for (EmbeddedChunk chunk : lastOfEach.values()) {
            SparseVector weights = TermVectors.ofChunk(texts.get(points.size()), average);
            points.add(ChunkPoints.of(collection, analysis, chunk, weights));
        }
        return points;
    }

    @Override
    public void describe(CollectionRef collection, TextAnalysis analysis, ChunkOwner owner, Attributes document) {
        in(collection, "", name -> {
            writes.set(name, Filters.of(collection, owner).build(), ChunkPoints.payload(document));
            return name;
        });
    }

    @Override
    public void commit(CollectionRef collection) {
        uncommitted.commit(
                collection,
                wrote -> in(collection, "", name -> {
                    writes.set(name, Filters.uncommitted(collection, wrote), Map.of(Payload.COMMITTED, value(true)));
                    return name;
                }));
    }

    @Override
    public void delete(CollectionRef collection, ChunkOwner owner) {
        delete(collection, Filters.of(collection, owner), owner::equals);
    }

    @Override
    public void deleteDocument(CollectionRef collection, UUID documentId) {
        delete(
                collection,
                Filters.of(collection, documentId),
                owner -> owner.documentId().equals(documentId));
    }

    @Override
    public void deleteCollection(CollectionRef collection) {
        delete(collection, Filters.all(collection), owner -> true);
        homes.forget(collection);
    }

    private void delete(CollectionRef collection, Filter.Builder which, Predicate<ChunkOwner> of) {
        in(collection, "", name -> {
            writes.delete(name, which.build());
            return name;
        });
        uncommitted.forget(collection, of);
    }

    @Override
    public long count(CollectionRef collection, ChunkOwner owner) {
        return count(collection, Filters.of(collection, owner));
    }

    @Override
    public long countDocument(CollectionRef collection, UUID documentId) {
        return count(collection, Filters.of(collection, documentId));
    }

    @Override
    public long count(CollectionRef collection) {
        return count(collection, Filters.all(collection));
    }

    private long count(CollectionRef collection, Filter.Builder which) {
        return in(collection, 0L, name -> writes.count(name, Filters.committed(which)));
    }

    @Override
    public List<ChunkHit> searchVector(CollectionRef collection, float[] vector, ChunkQuery query, int limit) {
        return in(collection, List.<ChunkHit>of(), name -> {
            homes.expectSize(name, vector.length);
            return searches.byVector(name, vector, filter(name, collection, query), limit);
        });
    }

    /** The server knows how rare a word is among all chunks of vectors of one size: the same for every collection of these. */
    @Override
    public TextSearch searchText(Collection<CollectionRef> together, ChunkQuery query) {
        SparseVector terms = TermVectors.ofQuestion(query);
        return (collection, limit) -> byTerms(collection, query, terms, limit);
    }

    private List<ChunkHit> byTerms(CollectionRef collection, ChunkQuery query, SparseVector terms, int limit) {
        boolean anyTerm = terms.getIndicesCount() > 0;
        if (!anyTerm && query.phrases().isEmpty()) {
            return List.of();
        }
        return in(collection, List.<ChunkHit>of(), name -> {
            Filter which = filter(name, collection, query);
            List<ChunkHit> hits = anyTerm ? searches.byTerms(name, terms, which, limit) : List.of();
            // a phrase may be of words that nothing is ranked by
            return hits.size() < limit && !query.phrases().isEmpty()
                    ? searches.withOthers(hits, name, which, limit)
                    : hits;
        });
    }

    private Filter filter(String name, CollectionRef collection, ChunkQuery query) {
        if (query.filter() != null) {
            RangeIndexes.of(query.filter()).forEach(index -> collections.index(name, index));
        }
        return Filters.of(collection, query);
    }

    @Override
    public Map<ChunkKey, Chunk> fetch(CollectionRef collection, Collection<ChunkKey> keys) {
        return in(collection, Map.<ChunkKey, Chunk>of(), name -> {
            Map<ChunkKey, Chunk> found = new HashMap<>();
            searches
                    .fetch(
                            name,
                            keys.stream()
                                    .distinct()
                                    .map(key -> PointNames.id(collection, key))
                                    .toList())
                    .stream()
                    .filter(ChunkPoints::isCommitted)
                    .forEach(payload -> found.put(ChunkPoints.readKey(payload), ChunkPoints.readChunk(payload)));
            return found;
        });
    }

    @Override
    public void check() {
        server.pass();
        server.ping("look whether it is ready");
    }

    /** Lets calls that run end, for a few seconds. What was not committed is never found. */
    @Override
    public void close() {
        calls.close();
    }

    /** In the collection of Qdrant that has the chunks, if one has any. */
    private <T> T in(CollectionRef collection, T ifEmpty, Function<String, T> work) {
        return using(() -> homes.of(collection).map(work).orElse(ifEmpty));
    }

    private <T> T using(Work<T> work) {
        try {
            server.pass();
            return work.run();
        } catch (RaglineException e) {
            if (QdrantFailures.isMissingCollection(e)) { // somebody deleted it: what is known of it is no longer so
                homes.forget();
                collections.forget();
            }
            throw e;
        }
    }

    private interface Work<T> {
        T run();
    }
}
