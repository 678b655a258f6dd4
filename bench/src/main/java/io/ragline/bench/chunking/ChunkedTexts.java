package io.ragline.bench.chunking;

import io.ragline.bench.chunking.EvidenceData.Question;
import io.ragline.bench.chunking.Ranges.Range;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.worker.chunk.Chunker;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.chunk.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All texts cut one way, in one collection that is searched by vector, exactly. */
final class ChunkedTexts {
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, List<Range>> places = new HashMap<>();
    private final CachingEmbedder embedder;
    private List<float[]> vectors = List.of();

    private record Piece(String textId, Range place, int tokens) {}

    private record Hit(Piece piece, double similarity) {}

    ChunkedTexts(CachingEmbedder embedder) {
        this.embedder = embedder;
    }

    /** @param pages of each text, by its id, as the product reads it */
    static ChunkedTexts of(
            EvidenceData data,
            Map<String, List<Page>> pages,
            ChunkingOptions options,
            TokenCounter tokens,
            CachingEmbedder embedder) {
        ChunkedTexts texts = new ChunkedTexts(embedder);
        List<String> embedded = new ArrayList<>();
        data.texts().forEach((id, source) -> {
            int from = 0;
            for (Chunk chunk : chunks(pages.getOrDefault(id, List.of()), options, tokens)) {
                Range place = source.find(chunk.text(), from);
                from = place.start();
                texts.add(new Piece(id, place, chunk.tokens()));
                embedded.add(EmbeddingText.forModel(chunk, tokens));
            }
        });
        texts.vectors = embedder.embed(embedded);
        return texts;
    }

    static List<Chunk> chunks(List<Page> pages, ChunkingOptions options, TokenCounter tokens) {
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker = Chunker.of(options, tokens, chunks::add);
        pages.forEach(chunker::accept);
        chunker.finish();
        return chunks;
    }

    private void add(Piece piece) {
        pieces.add(piece);
        places.computeIfAbsent(piece.textId(), any -> new ArrayList<>()).add(piece.place());
    }

    int size() {
        return pieces.size();
    }

    double meanTokens() {
        return pieces.stream().mapToInt(Piece::tokens).average().orElse(0);
    }

    /** What the {@code most} nearest chunks are worth. */
    Score score(Question question, int most) {
        float[] asked = embedder.embedQuestion(question.text());
        List<Piece> found = IntStream.range(0, pieces.size())
                .mapToObj(i -> new Hit(pieces.get(i), dot(asked, vectors.get(i))))
                .sorted(Comparator.comparingDouble(Hit::similarity).reversed())
                .limit(most)
                .map(Hit::piece)
                .toList();
        List<Range> ofText = found.stream()
                .filter(piece -> piece.textId().equals(question.textId()))
                .map(Piece::place)
                .toList();
        int length = found.stream().mapToInt(piece -> piece.place().length()).sum();
        return Score.of(question.evidence(), ofText, length, places.getOrDefault(question.textId(), List.of()));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
