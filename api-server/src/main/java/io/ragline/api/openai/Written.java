package io.ragline.api.openai;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Writes server-sent events where the same method answers with JSON, too: which of them it is stands in the request's body, where
 * the framework, which goes by the method, does not look.
 */
final class Written {
    private Written() {}

    /**
     * Writes each event when the client has taken the one before; a client that goes away ends it.
     *
     * @return completes when all are written
     */
    static Uni<Response> to(HttpServerResponse response, Multi<String> events) {
        response.putHeader("Content-Type", MediaType.SERVER_SENT_EVENTS)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
        return Uni.createFrom().emitter(done -> {
            Cancellable writing = events.onItem()
                    .transformToUniAndConcatenate(event -> Uni.createFrom()
                            .completionStage(() -> response.write(event).toCompletionStage()))
                    .subscribe()
                    .with(
                            written -> {},
                            e -> done.complete(Response.ok().build()), // the client has gone
                            () -> done.complete(Response.ok().build()));
            response.closeHandler(closed -> writing.cancel());
        });
    }
}
