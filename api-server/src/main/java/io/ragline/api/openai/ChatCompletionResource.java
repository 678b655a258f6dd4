package io.ragline.api.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.access.JobAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Idempotency;
import io.ragline.api.jobs.JobEventStreams;
import io.ragline.api.openai.ChatAcceptance.AcceptedChat;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Chat completions. */
@Path("/v1/chat/completions")
@Tag(name = "OpenAI")
public class ChatCompletionResource {
    private final ChatAcceptance acceptance;
    private final OpenAiResults results;
    private final JobEventStreams streams;
    private final JobAccess jobs;
    private final Completions completions;
    private final ObjectMapper json;

    ChatCompletionResource(
            ChatAcceptance acceptance,
            OpenAiResults results,
            JobEventStreams streams,
            JobAccess jobs,
            Completions completions,
            ObjectMapper json) {
        this.acceptance = acceptance;
        this.results = results;
        this.streams = streams;
        this.jobs = jobs;
        this.completions = completions;
        this.json = json;
    }

    @POST
    @RolesAllowed(Roles.READER)
    @Blocking
    @Produces(MediaType.WILDCARD) // who wants a stream may accept nothing else, which only the body tells
    @Operation(
            summary = "Ask as a chat",
            description =
                    "The model is a collection's name, several with commas, and behind a slash the language model:"
                            + " default, contracts,mails, default/gpt-4o. The last message is the question. Where the answer comes"
                            + " from stands in the field ragline. Images, tools and several answers are not to be had.")
    @APIResponse(
            responseCode = "200",
            description = "The answer, or, with stream, its chunks as server-sent events",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    public Uni<Response> complete(
            @Valid @NotNull(message = "The body is missing.") ChatBody body,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context HttpServerResponse response)
            throws JsonProcessingException {
        AcceptedChat chat = acceptance.accept(body, idempotencyKey);
        UUID jobId = chat.jobId();
        if (idempotencyKey != null) {
            jobs.toRead(jobId); // what was accepted before may be out of reach by now
        }
        if (body.streams()) {
            ChatChunks chunks = new ChatChunks(
                    json, completions, jobId, body, chat.created(), results.longest(), () -> results.late(jobId));
            return Written.to(
                    response,
                    streams.of(jobId, null)
                            .select()
                            .first(event -> !chunks.over())
                            .onItem()
                            .transformToIterable(chunks::of));
        }
        return results.of(jobId)
                .map(result -> Response.ok(completions.completion(jobId, body.modelName(), chat.created(), result))
                        .type(MediaType.APPLICATION_JSON)
                        .build());
    }
}
