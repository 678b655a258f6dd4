package io.ragline.cli.http;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command has that speaks to the API. */
public final class ApiOptions {

    @Option(
            names = {"--server", "--api"},
            paramLabel = "URL",
            description = "Where the API is (RAGLINE_URL or RAGLINE_API_URL; default http://127.0.0.1: and"
                    + " RAGLINE_API_PORT or 8080).")
    private @Nullable String server;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Sent as a bearer token, never shown. Others on this machine may see the options of a"
                    + " command, so better set RAGLINE_API_KEY. Without either, the first key of the Ragline that"
                    + " runs in the data folder is taken.")
    private @Nullable String apiKey;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    public RaglineApi connect() {
        return new RaglineApi(address(), key());
    }

    public IngestApi connectToIngest() {
        return new IngestApi(address(), key());
    }

    private Optional<String> key() {
        Optional<String> key = Optional.ofNullable(apiKey)
                .or(() -> variable("RAGLINE_API_KEY"))
                .or(this::keyOfThisMachine);
        if (key.isPresent() && !key.get().matches("[\\x21-\\x7e]+")) {
            throw wrong("The API key has characters that no key has, such as a space or a line break.");
        }
        return key;
    }

    /** The first key of the Ragline that {@code up} started here, and for no other server. */
    private Optional<String> keyOfThisMachine() {
        return named().isPresent() ? Optional.empty() : LocalKey.read();
    }

    private Optional<String> named() {
        return Stream.of(Optional.ofNullable(server), variable("RAGLINE_URL"), variable("RAGLINE_API_URL"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private URI address() {
        String text = named().orElseGet(
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
        throw wrong("The address of the API must look like http://host:port, not " + text);
    }

    private RuntimeException wrong(String problem) {
        return command == null
                ? new IllegalArgumentException(problem)
                : new ParameterException(command.commandLine(), problem);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
