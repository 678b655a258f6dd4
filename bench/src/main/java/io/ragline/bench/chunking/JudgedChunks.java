package io.ragline.bench.chunking;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.bench.chunking.EvidenceData.Question;
import io.ragline.bench.chunking.Ranges.Range;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.worker.chunk.TokenCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chunks as the documents of a test collection in BEIR's form: one is relevant if it holds any of the evidence. */
final class JudgedChunks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> corpus = new ArrayList<>();
    private final Map<String, Map<String, Ranges>> places = new LinkedHashMap<>();

    static void write(
            EvidenceData data, Map<String, List<Page>> pages, ChunkingOptions options, TokenCounter tokens, Path folder)
            throws IOException {
        JudgedChunks chunks = new JudgedChunks();
        for (Map.Entry<String, SourceText> text : data.texts().entrySet()) {
            chunks.add(
                    text.getKey(),
                    text.getValue(),
                    ChunkedTexts.chunks(pages.getOrDefault(text.getKey(), List.of()), options, tokens));
        }
        chunks.write(data.questions(), folder);
    }

    private void add(String textId, SourceText source, List<Chunk> chunks) throws IOException {
        int from = 0;
        for (Chunk chunk : chunks) {
            Range place = source.find(chunk.text(), from);
            from = place.start();
            String id = textId + "#" + chunk.ordinal();
            corpus.add(JSON.writeValueAsString(Map.of("_id", id, "title", "", "text", chunk.text())));
            places.computeIfAbsent(textId, any -> new LinkedHashMap<>()).put(id, Ranges.union(List.of(place)));
        }
    }

    private void write(List<Question> questions, Path folder) throws IOException {
        List<String> queries = new ArrayList<>();
        List<String> relevant = new ArrayList<>(List.of("query-id\tcorpus-id\tscore"));
        for (Question question : questions) {
            String id = Integer.toString(queries.size());
            queries.add(JSON.writeValueAsString(Map.of("_id", id, "text", question.text())));
            places.getOrDefault(question.textId(), Map.of()).forEach((chunk, place) -> {
                if (place.intersection(question.evidence()).length() > 0) {
                    relevant.add(id + "\t" + chunk + "\t1");
                }
            });
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("corpus.jsonl"), corpus);
        Files.write(folder.resolve("queries.jsonl"), queries);
        Files.write(folder.resolve("qrels.tsv"), relevant);
    }
}
