package io.ragline.api.access;

import io.quarkus.runtime.StartupEvent;
import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.catalog.Ids;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sees to it that there is a key to begin with, of an operator. */
@ApplicationScoped
class FirstKey {
    private static final Logger LOG = Logger.getLogger(FirstKey.class);

    private final KeysNeeded needed;
    private final ApiKeyRepository keys;
    private final Optional<String> adminKey;
    private final Optional<Path> file;

    /**
     * @param adminKey of an operator, that is to exist: {@code rl_} and 55 letters and digits
     * @param file where a key that is made is written to; it is printed if there is none
     */
    FirstKey(
            KeysNeeded needed,
            ApiKeyRepository keys,
            @ConfigProperty(name = "ragline.admin-key") Optional<String> adminKey,
            @ConfigProperty(name = "ragline.first-key-file") Optional<Path> file) {
        this.needed = needed;
        this.keys = keys;
        this.adminKey = adminKey;
        this.file = file;
    }

    void start(@Observes StartupEvent event) {
        if (!needed.needed()) {
            return;
        }
        if (adminKey.isPresent()) {
            keep(adminKey.get());
        } else {
            make();
        }
    }

    private void keep(String given) {
        KeyText text = KeyText.parse(given)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "ragline.admin-key has not the form of a key: rl_ and 55 letters and digits, as random as can be."));
        if (keys.addUnlessKnown(operator("given at start", text))) {
            LOG.infof("The key %s of an operator, given at start, is kept from now on", text);
        }
    }

    private void make() {
        KeyText text = KeyText.random();
        boolean kept = keys.addFirst(operator("first", text), () -> file.ifPresent(to -> write(to, text)));
        if (kept && file.isEmpty()) {
            show(text);
        } else if (kept) {
            LOG.infof("The first key %s, of an operator, is in %s", text, file.get());
        }
    }

    private static ApiKeyEntity operator(String name, KeyText text) {
        ApiKeyEntity key = Keys.of(text, Ids.DEFAULT_TENANT, null);
        key.name = name;
        key.role = Role.OPERATOR;
        return key;
    }

    /** For its owner only, which files that are made as temporary ones are. */
    private static void write(Path file, KeyText text) {
        try {
            Path made = Files.createTempFile(
                    file.toAbsolutePath().getParent(), file.getFileName().toString(), null);
            Files.writeString(made, text.whole() + "\n");
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The first key can't be written to %s".formatted(file), e);
        }
    }

    /** Not by the log, which others may read and which is kept. */
    private static void show(KeyText text) {
        System.out.printf("""

                This is the first key, of an operator. It is shown this once:

                    %s

                Make others with it (POST /api/v1/keys), then revoke it.

                """, text.whole());
    }
}
