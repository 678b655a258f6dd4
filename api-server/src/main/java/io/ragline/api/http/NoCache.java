package io.ragline.api.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;

/** Whether whoever makes the request wants a new answer, by {@code Cache-Control: no-cache} (RFC 9111); the rest of it is ignored. */
@ApplicationScoped
public class NoCache {
    private final HttpHeaders headers;

    /** @param headers of whatever request is being worked on */
    NoCache(HttpHeaders headers) {
        this.headers = headers;
    }

    public boolean wanted() {
        List<String> values = headers.getRequestHeader(HttpHeaders.CACHE_CONTROL);
        return values != null
                && values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .anyMatch(directive -> directive.strip().equalsIgnoreCase("no-cache"));
    }
}
