package io.ragline.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.model.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Keeps bodies that are held in memory small. Uploads go to disk as they come, so only the server's own limit holds for
 * them, {@code ragline.upload.max-request-size}; anything else must say its length, and be short.
 */
class BodyLimit {
    private static final long MAX_BYTES = 1 << 20;
    /** Where files may be sent to, by the long path and by the short one. */
    private static final Pattern UPLOADS =
            Pattern.compile("(/api/v1/collections/[^/]+/documents|(/api/v1)?/upload(/[^/]+)?)/?");

    private static final int BEFORE_EVERYTHING = -10;

    private final ObjectMapper json;

    BodyLimit(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route("/*").order(BEFORE_EVERYTHING).handler(this::check);
    }

    private void check(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        boolean upload = type != null
                && type.startsWith("multipart/form-data")
                && UPLOADS.matcher(ctx.request().path()).matches();
        boolean inMemory = ctx.request().method() != HttpMethod.GET && !upload;
        if (!inMemory || length(ctx) <= MAX_BYTES) {
            ctx.next();
            return;
        }
        refuse(ctx);
    }

    /** The announced length; more than any limit if the body comes in chunks of which nobody knows how many. */
    private static long length(RoutingContext ctx) {
        if (ctx.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return Long.MAX_VALUE;
        }
        String length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void refuse(RoutingContext ctx) {
        String requestId = RequestIds.of(ctx);
        Problem problem = Problem.of(
                ErrorCode.BODY_TOO_LARGE,
                "The body has more than %,d bytes, or does not say its length. Upload files as multipart/form-data."
                        .formatted(MAX_BYTES),
                requestId);
        try {
            ctx.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    // the body is not read, so the connection can't be used again
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always JSON", e);
        }
    }
}
