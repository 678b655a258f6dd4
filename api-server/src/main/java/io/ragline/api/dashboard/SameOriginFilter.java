package io.ragline.api.dashboard;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of another site asks of the dashboard: a browser on this machine would otherwise let any web page
 * delete jobs here.
 */
final class SameOriginFilter extends Filter {
    private static final int FORBIDDEN = 403;

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (origin != null && !isOf(origin, host)) {
            exchange.sendResponseHeaders(FORBIDDEN, -1);
            exchange.close();
            return;
        }
        chain.doFilter(exchange);
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
