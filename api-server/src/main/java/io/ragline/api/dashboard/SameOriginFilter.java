package io.ragline.api.dashboard;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
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
    private final @Nullable Set<String> names;

    private SameOriginFilter(@Nullable Set<String> names) {
        this.names = names;
    }

    /**
     * For a dashboard without keys: it goes by no name but this machine's own and that of {@code host}, that it is bound to.
     */
    static SameOriginFilter underOwnNames(String host) {
        Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.add(host.toLowerCase(Locale.ROOT));
        return new SameOriginFilter(names);
    }

    /** For a dashboard with keys, which a browser that knows one would send along whatever page asks. */
    static SameOriginFilter underAnyName() {
        return new SameOriginFilter(null);
    }

    private static final int FORBIDDEN = 403;
    private static final String POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " font-src 'self' data:; frame-ancestors 'none'";

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        protect(exchange.getResponseHeaders());
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (!isOurs(host) || (origin != null && !isOf(origin, host))) {
            exchange.sendResponseHeaders(FORBIDDEN, -1);
            exchange.close();
            return;
        }
        chain.doFilter(exchange);
    }

    /** Its pages load nothing from elsewhere, and are shown in no other's. */
    private static void protect(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
    }

    /** A page that had its own name point to this machine would send that name. */
    private boolean isOurs(@Nullable String host) {
        return host != null
                && (names == null
                        || names.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT)));
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
