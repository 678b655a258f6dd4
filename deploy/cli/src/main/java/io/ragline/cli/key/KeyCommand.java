package io.ragline.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.cli.http.ApiOptions;
import io.ragline.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "key",
        description = "Make, list, replace and revoke keys, with the key of an admin.",
        synopsisSubcommandLabel = "(create | list | rotate | revoke)",
        footer = {"", "Exit code: 0 done, 1 refused, or the API cannot be reached, 2 wrong arguments."})
public final class KeyCommand implements Runnable {

    private static final String ROW = "%-36s  %-8s  %-15s  %-20s  %s";

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "Say which: create, list, rotate or revoke.");
        }
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a key and print it, this once; all else goes to the error output.")
    void create(
            @Parameters(paramLabel = "NAME", description = "For people to know it by.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            defaultValue = "reader",
                            description = "reader (asks and looks), writer (changes documents too), admin (manages the"
                                    + " tenant too), operator (the installation too). Default: reader.")
                    String role,
            @Option(
                            names = {"-c", "--collection"},
                            paramLabel = "NAME",
                            description = "The only collection that it is for; may be given several times.")
                    @Nullable
                    List<String> collections,
            @Option(names = "--expires-in", paramLabel = "DAYS", description = "Refused after so many days.") @Nullable
                    Integer days,
            @Mixin ApiOptions api) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("name", name);
        wanted.put("role", role);
        if (collections != null) {
            wanted.put("collections", new ArrayList<>(collections));
        }
        if (days != null) {
            wanted.put("expiresAt", Instant.now().plus(Duration.ofDays(days)).toString());
        }
        show(api.connect().createKey(wanted));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the keys, first those made last.")
    void list(@Mixin ApiOptions api) {
        Terminal terminal = Terminal.standard();
        terminal.print(ROW.formatted("ID", "ROLE", "BEGINS WITH", "LAST USED", "NAME"));
        api.connect().keys().forEach(key -> terminal.print(row(key)));
    }

    private static String row(JsonNode key) {
        return ROW.formatted(
                key.path("keyId").asText(),
                key.path("role").asText(),
                key.path("begins").asText(),
                instant(key, "lastUsedAt").map(KeyCommand::shortened).orElse("-"),
                key.path("name").asText() + ended(key));
    }

    private static String ended(JsonNode key) {
        Instant now = Instant.now();
        if (instant(key, "revokedAt").filter(at -> !at.isAfter(now)).isPresent()) {
            return " (revoked)";
        }
        return instant(key, "expiresAt")
                .map(at -> at.isAfter(now) ? " (until " + shortened(at) + ")" : " (expired)")
                .orElse("");
    }

    private static Optional<Instant> instant(JsonNode key, String field) {
        return key.hasNonNull(field) ? Optional.of(Instant.parse(key.path(field).asText())) : Optional.empty();
    }

    private static String shortened(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Replace a key by another that may do the same; print that, this once.")
    void rotate(
            @Parameters(paramLabel = "ID", description = "As list shows it.") String id,
            @Option(
                            names = "--keep-old",
                            paramLabel = "HOURS",
                            defaultValue = "0",
                            description = "The old one goes on for so many hours; default 0.")
                    int hours,
            @Mixin ApiOptions api) {
        show(api.connect().rotateKey(id, Duration.ofHours(hours).toSeconds()));
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Let a key be used no more, from now on.")
    void revoke(@Parameters(paramLabel = "ID", description = "As list shows it.") String id, @Mixin ApiOptions api) {
        JsonNode key = api.connect().revokeKey(id);
        Terminal.standard()
                .print("%s (%s) is revoked."
                        .formatted(key.path("begins").asText(), key.path("name").asText()));
    }

    /** The key alone on the output, so that a script can take it. */
    private static void show(JsonNode made) {
        Terminal terminal = Terminal.standard();
        terminal.complain("Key %s for a %s. It is shown this once."
                .formatted(made.path("keyId").asText(), made.path("role").asText()));
        terminal.print(made.path("key").asText());
    }
}
