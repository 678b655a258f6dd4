package io.ragline.api.quotas;

import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The limits of the caller's tenant. */
@Path("/api/v1/quotas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quotas")
public class QuotaResource {
    private final QuotaViews views;
    private final Caller caller;

    QuotaResource(QuotaViews views, Caller caller) {
        this.views = views;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "The tenant's limits, and what of them is used")
    public QuotaView show() {
        return views.of(caller.tenantId(), null);
    }

    @PUT
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Set the tenant's limits",
            description = "In place of those there were; what is left out is without limit. Another tenant's are set at"
                    + " /api/v1/tenants/{id}/quotas.")
    public QuotaView set(@Valid @NotNull(message = "The body is missing; {} is no limits.") QuotaBody body) {
        return views.set(caller.tenantId(), null, body.quota());
    }
}
