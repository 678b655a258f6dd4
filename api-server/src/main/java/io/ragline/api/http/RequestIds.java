package io.ragline.api.http;

import io.ragline.catalog.Ids;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Gives every request an id, its caller's if that is a sensible one, which the response and the logs carry: also where the
 * request never comes to a resource.
 */
public class RequestIds {
    static final String HEADER = "X-Request-Id";
    public static final String PROPERTY = "requestId";
    private static final Pattern SENSIBLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void register(@Observes @Priority(1) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(RequestIds::begin);
    }

    private static void begin(RoutingContext context) {
        String id = of(context);
        context.addHeadersEndHandler(end -> {
            MultiMap headers = context.response().headers();
            headers.set(HEADER, id);
        });
        context.next();
    }

    /** The same each time for one request. */
    static String of(RoutingContext context) {
        String known = context.get(PROPERTY);
        if (known != null) {
            return known;
        }
        String given = context.request().getHeader(HEADER);
        String id = given != null && SENSIBLE.matcher(given).matches()
                ? given
                : Ids.next().toString();
        context.put(PROPERTY, id);
        return id;
    }

    @ServerRequestFilter(preMatching = true)
    public void assign(ContainerRequestContext request, RoutingContext context) {
        String id = of(context);
        request.setProperty(PROPERTY, id);
        MDC.put(PROPERTY, id);
    }
}
