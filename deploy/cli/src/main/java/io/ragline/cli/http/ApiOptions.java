package io.ragline.cli.http;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has that speaks to the API. */
public final class ApiOptions {

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Where the API is (RAGLINE_API_URL; default http://127.0.0.1: and RAGLINE_API_PORT or 8080)."
                    + " RAGLINE_API_KEY is sent as its key when set.")
    private @Nullable String api;

    public RaglineApi connect() {
        return new RaglineApi(address(), variable("RAGLINE_API_KEY"));
    }

    private URI address() {
        String text = Optional.ofNullable(api)
                .or(() -> variable("RAGLINE_API_URL"))
                .orElseGet(
                        () -> "http://127.0.0.1:" + variable("RAGLINE_API_PORT").orElse("8080"));
        try {
            URI address = URI.create(text.replaceAll("/+$", ""));
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for any other text that is not an address
        }
        throw new ApiException("The address of the API must look like http://host:port, not " + text, 0, "");
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
