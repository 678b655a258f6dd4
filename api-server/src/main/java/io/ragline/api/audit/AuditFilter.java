package io.ragline.api.audit;

import io.ragline.api.access.Caller;
import io.ragline.api.http.RequestIds;
import io.ragline.catalog.AuditEntry;
import io.ragline.catalog.Ids;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Notes down each request that changes something or would have, and each that a role did not allow. Questions are no such: what
 * somebody asked is a job that knows the key.
 */
class AuditFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> QUESTIONS =
            Set.of("/api/v1/query", "/api/v1/queries", "/api/v1/chat/stream", "/v1/chat/completions", "/v1/embeddings");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AuditLog log;
    private final Caller caller;

    AuditFilter(AuditLog log, Caller caller) {
        this.log = log;
        this.caller = caller;
    }

    @ServerResponseFilter
    public void note(
            ContainerRequestContext request,
            ContainerResponseContext response,
            SimpleResourceInfo resource,
            RoutingContext routing) {
        int status = response.getStatus();
        boolean changing = !READING.contains(request.getMethod()) && !QUESTIONS.contains(path(resource));
        // who has no valid key is nobody whose deeds could be noted down
        if (resource.getResourceClass() == null || status == UNAUTHORIZED || !(changing || status == FORBIDDEN)) {
            return;
        }
        log.add(new AuditEntry(
                Ids.next(),
                caller.tenantId(),
                Instant.now(),
                caller.keyId().orElse(null),
                caller.keyName().orElse(null),
                request.getMethod() + " " + path(resource),
                request.getUriInfo().getPath(),
                response.getHeaderString("Location"),
                status,
                String.valueOf(request.getProperty(RequestIds.PROPERTY)),
                address(routing)));
    }

    private static @Nullable String address(RoutingContext routing) {
        SocketAddress address = routing.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }

    /** With the names of its parameters, as the API's description has it. */
    private static String path(SimpleResourceInfo resource) {
        if (resource.getResourceClass() == null) {
            return "";
        }
        Path of = resource.getResourceClass().getAnnotation(Path.class);
        return (of == null ? "" : of.value()) + ofMethod(resource);
    }

    private static String ofMethod(SimpleResourceInfo resource) {
        for (Method method : resource.getResourceClass().getDeclaredMethods()) {
            Path path = method.getAnnotation(Path.class);
            if (path != null
                    && method.getName().equals(resource.getMethodName())
                    && Arrays.equals(method.getParameterTypes(), resource.parameterTypes())) {
                return path.value();
            }
        }
        return "";
    }
}
