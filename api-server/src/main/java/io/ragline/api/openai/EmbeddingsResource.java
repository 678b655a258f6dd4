package io.ragline.api.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.http.NoCache;
import io.ragline.api.jobs.BackPressure;
import io.ragline.api.jobs.JobAcceptance;
import io.ragline.api.models.EmbeddingModels;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.QueuedJob;
import io.ragline.model.EmbeddingRequest;
import io.ragline.model.EmbeddingResult;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobKind;
import io.ragline.model.Lane;
import io.ragline.model.Submission;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Embeddings. */
@Path("/v1/embeddings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OpenAI")
public class EmbeddingsResource {
    private final JobRepository jobs;
    private final JobAcceptance acceptance;
    private final BackPressure backPressure;
    private final OpenAiResults results;
    private final EmbeddingModels models;
    private final NoCache noCache;
    private final Idempotency idempotency;
    private final ObjectMapper json;
    private final Caller caller;

    EmbeddingsResource(
            JobRepository jobs,
            JobAcceptance acceptance,
            BackPressure backPressure,
            OpenAiResults results,
            EmbeddingModels models,
            NoCache noCache,
            Idempotency idempotency,
            ObjectMapper json,
            Caller caller) {
        this.jobs = jobs;
        this.acceptance = acceptance;
        this.backPressure = backPressure;
        this.results = results;
        this.models = models;
        this.noCache = noCache;
        this.idempotency = idempotency;
        this.json = json;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.READER)
    @Blocking
    @Operation(
            summary = "Embed texts",
            description =
                    "By one of the embedding models that workers have, as passages are embedded. What is longer than"
                            + " the model reads is cut.")
    public Uni<JsonNode> embed(
            @Valid @NotNull(message = "The body is missing.") EmbeddingsBody body,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey)
            throws JsonProcessingException {
        List<String> texts = body.texts();
        if (!models.names().contains(body.modelName())) {
            throw new BadFieldException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "model",
                    "There is no such embedding model; there are %s.".formatted(models.names()));
        }
        body.expectDimensions(models.dimensions(body.modelName()));
        UUID jobId = idempotency.once(
                idempotencyKey,
                new Fingerprint("embeddings").add(body),
                UUID.class,
                id -> accept(id, new EmbeddingRequest(body.model(), texts, noCache.wanted())));
        return results.of(jobId).map(result -> answer(result, body.base64()));
    }

    private UUID accept(UUID id, EmbeddingRequest request) throws JsonProcessingException {
        backPressure.check(Lane.QUERY);
        JobEntity job = JobEntity.accepted(
                id,
                caller.tenantId(),
                JobKind.EMBED_TEXTS,
                Submission.by(caller.keyId().orElse(null)));
        job.request = json.writeValueAsString(request);
        acceptance.enqueue(QueuedJob.of(jobs.accept(job)));
        return id;
    }

    private JsonNode answer(JsonNode result, boolean base64) {
        EmbeddingResult embedded = json.convertValue(result, EmbeddingResult.class);
        ObjectNode answer = json.createObjectNode().put("object", "list");
        ArrayNode data = answer.putArray("data");
        for (String vector : embedded.vectors()) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (base64) {
                item.put("embedding", vector);
            } else {
                ArrayNode numbers = item.putArray("embedding");
                for (float number : EmbeddingResult.floats(vector)) {
                    numbers.add(number);
                }
            }
        }
        answer.put("model", embedded.model());
        answer.putObject("usage").put("prompt_tokens", embedded.tokens()).put("total_tokens", embedded.tokens());
        return answer;
    }
}
