package io.ragline.worker.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.ResultRepository;
import io.ragline.job.EmbedTexts;
import io.ragline.job.EmbedTextsHandler;
import io.ragline.job.JobResults;
import io.ragline.model.EmbeddingRequest;
import io.ragline.model.EmbeddingResult;
import io.ragline.worker.cache.Freshness;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Embeds texts for callers who want the vectors themselves. */
@ApplicationScoped
class TextEmbedding implements EmbedTextsHandler {
    /** Whoever asks waits for it; nobody comes back tomorrow. */
    private static final Duration KEEP = Duration.ofMinutes(10);

    private static final int AT_ONCE = 16;

    private final JobRuns runs;
    private final Embedders embedders;
    private final Freshness freshness;
    private final ResultRepository results;
    private final JobResults hotResults;
    private final ObjectMapper json;

    TextEmbedding(
            JobRuns runs,
            Embedders embedders,
            Freshness freshness,
            ResultRepository results,
            JobResults hotResults,
            ObjectMapper json) {
        this.runs = runs;
        this.embedders = embedders;
        this.freshness = freshness;
        this.results = results;
        this.hotResults = hotResults;
        this.json = json;
    }

    @Override
    public void handle(EmbedTexts request) throws Exception {
        runs.run(request.jobId(), this::embed);
    }

    private void embed(JobRun run) throws IOException {
        EmbeddingRequest request = json.readValue(run.job().request, EmbeddingRequest.class);
        Embedder embedder = embedders.named(request.model());
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < request.texts().size(); from += AT_ONCE) {
            run.check();
            int to = Math.min(from + AT_ONCE, request.texts().size());
            List<String> some = request.texts().subList(from, to);
            vectors.addAll(freshness.during(request.fresh(), () -> embedder.embedPassages(some)));
        }
        int tokens = request.texts().stream()
                .mapToInt(embedder.tokenCounter()::count)
                .sum();
        String body = json.writeValueAsString(EmbeddingResult.of(embedder.model(), vectors, tokens));
        run.check();
        results.save(run.attempt(), body, KEEP);
        hotResults.put(run.job().tenantId, run.job().id, body);
    }
}
