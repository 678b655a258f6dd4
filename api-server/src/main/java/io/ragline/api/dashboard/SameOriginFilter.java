package io.ragline.api.dashboard;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of another site asks of the dashboard: a browser on this machine would otherwise let any web page
 * delete jobs here.
 */
final class SameOriginFilter extends Filter {
    private final Set<String> names;

    /** @param host that the dashboard is bound to */
    SameOriginFilter(String host) {
        this.names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.add(host.toLowerCase(Locale.ROOT));
    }

    private static final int FORBIDDEN = 403;

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (!isOurs(host) || (origin != null && !isOf(origin, host))) {
            exchange.sendResponseHeaders(FORBIDDEN, -1);
            exchange.close();
            return;
        }
        chain.doFilter(exchange);
    }

    /** A page that had its own name point to this machine would send that name. */
    private boolean isOurs(@Nullable String host) {
        return host != null && names.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            return URI.create(origin).getRawAuthority() instanceof String authority && authority.equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "Refuses requests from pages of other sites";
    }
}
