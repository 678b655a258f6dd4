package io.ragline.bench.retrieval.speed;

import io.ragline.catalog.VisibleVersion;
import io.ragline.filter.Attributes;
import io.ragline.filter.Field;
import io.ragline.filter.Value;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.PageSpan;
import io.ragline.worker.index.EmbeddedChunk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A collection of any length, made up: chunk n is the same whenever it is asked for, so that nobody has to keep a million
 * vectors to compare with. Safe for use by many threads.
 */
final class SyntheticCollection {
    static final int DIMENSIONS = 384;
    static final int CHUNKS_OF_A_DOCUMENT = 20;
    static final Field PERCENT = Field.metadata("percent");
    static final Field HALF = Field.metadata("half");

    private static final int CLUSTERS = 1_000;
    private static final double NOISE = 1;
    private static final int VOCABULARY = 200_000;
    private static final int RARE = 1_000;
    private static final int WORDS = 180;
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private final long seed;
    private final Clusters clusters;
    private final ZipfWords words = new ZipfWords(VOCABULARY);

    SyntheticCollection(long seed) {
        this.seed = seed;
        this.clusters = new Clusters(CLUSTERS, DIMENSIONS, NOISE, new SplittableRandom(seed));
    }

    /** The chunk of a number, from 0: twenty of them are a document. */
    EmbeddedChunk chunk(int number) {
        SplittableRandom random = random(number, 1);
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(WORDS * 2 / 3, WORDS * 4 / 3); left > 0; left--) {
            text.append(words.next(random)).append(left % 12 == 1 ? ". " : " ");
        }
        int document = number / CHUNKS_OF_A_DOCUMENT;
        int ordinal = number % CHUNKS_OF_A_DOCUMENT;
        Chunk chunk = new Chunk(
                ordinal,
                text.toString(),
                List.of(words.rare(RARE, random)),
                List.of(new PageSpan(1 + ordinal / 2, 0, text.length())),
                WORDS * 4 / 3);
        return new EmbeddedChunk(owner(document), chunk, vector(number), attributes(document));
    }

    /** The vector of that chunk. */
    float[] vector(int number) {
        return clusters.next(random(number, 2));
    }

    /** A question, from 0: half of its six to ten words are drawn as a text draws them, the others are rare. */
    Question question(int number) {
        SplittableRandom random = random(number, 3);
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6, 11);
        for (int i = 0; i < length; i++) {
            text.append(i % 2 == 0 ? words.next(random) : words.rare(RARE, random))
                    .append(' ');
        }
        return new Question(text.toString(), clusters.next(random));
    }

    /** The version of a document that questions see: the one that there is. */
    static VisibleVersion visible(UUID document) {
        return new VisibleVersion(new ChunkOwner(document, document, 1), name(document), 1);
    }

    static ChunkOwner owner(int document) {
        UUID id = new UUID(1, document);
        return new ChunkOwner(id, id, 1);
    }

    private static Attributes attributes(int document) {
        return new Attributes(Map.of(
                Field.FILENAME,
                List.of(new Value.Text(name(owner(document).documentId()))),
                Field.TYPE,
                List.of(new Value.Text("application/pdf"), new Value.Text("pdf")),
                Field.CREATED,
                List.of(new Value.Time(CREATED.plusSeconds(document))),
                PERCENT,
                List.of(new Value.Number(document % 100)),
                HALF,
                List.of(new Value.Flag(document % 2 == 0))));
    }

    private static String name(UUID document) {
        return "document-" + document.getLeastSignificantBits() + ".pdf";
    }

    private SplittableRandom random(int number, int purpose) {
        return new SplittableRandom(mixed(seed + 4L * number + purpose));
    }

    /** Neighbouring seeds give unrelated numbers: the end of MurmurHash3 (Appleby, public domain). */
    private static long mixed(long seed) {
        long bits = (seed ^ (seed >>> 33)) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return bits ^ (bits >>> 33);
    }
}
