package io.ragline.api.http;

import io.ragline.catalog.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Whose request this is. There is one tenant until keys exist; every query goes through here already. */
@ApplicationScoped
public class CurrentTenant {
    public UUID id() {
        return Ids.DEFAULT_TENANT;
    }
}
