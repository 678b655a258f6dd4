package io.ragline.api.access;

import io.quarkus.runtime.StartupEvent;
import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.catalog.Ids;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.PrintStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sees to it that there is a key to begin with, of an operator. */
@ApplicationScoped
class FirstKey {
    private static final Logger LOG = Logger.getLogger(FirstKey.class);

    private final KeysNeeded needed;
    private final Optional<String> adminKey;
    private final ApiKeyRepository keys;

    /** @param adminKey of an operator, that is to exist: {@code rl_} and 55 letters and digits */
    FirstKey(
            KeysNeeded needed,
            ApiKeyRepository keys,
            @ConfigProperty(name = "ragline.admin-key") Optional<String> adminKey) {
        this.needed = needed;
        this.adminKey = adminKey;
        this.keys = keys;
    }

    void start(@Observes StartupEvent event) {
        if (!needed.needed()) {
            return;
        }
        if (adminKey.isPresent()) {
            KeyText text = KeyText.parse(adminKey.get())
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "ragline.admin-key has not the form of a key: rl_ and 55 letters and digits, as random as can be."));
            if (keys.addUnlessKnown(operator("given at start", text), false)) {
                LOG.infof("The key %s of an operator, given at start, is kept from now on", text);
            }
            return;
        }
        KeyText text = KeyText.random();
        if (keys.addUnlessKnown(operator("first", text), true)) {
            show(System.out, text);
        }
    }

    private static ApiKeyEntity operator(String name, KeyText text) {
        ApiKeyEntity key = Keys.of(text, Ids.DEFAULT_TENANT, null);
        key.name = name;
        key.role = Role.OPERATOR;
        return key;
    }

    /** Not by the log, which others may read and which is kept. */
    private static void show(PrintStream out, KeyText text) {
        out.printf("""

                This is the first key, of an operator. It is shown this once:

                    %s

                Make others with it (POST /api/v1/keys), then revoke it.

                """, text.whole());
    }
}
