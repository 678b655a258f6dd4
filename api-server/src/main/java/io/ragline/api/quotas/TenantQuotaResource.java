package io.ragline.api.quotas;

import io.ragline.api.access.Roles;
import io.ragline.catalog.Quota;
import io.ragline.catalog.TenantEntity;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The limits of any tenant, for operators. */
@Path("/api/v1/tenants/{id}/quotas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quotas")
public class TenantQuotaResource {
    private final QuotaViews views;
    private final EntityManager em;

    TenantQuotaResource(QuotaViews views, EntityManager em) {
        this.views = views;
        this.em = em;
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "A tenant's limits, and what of them is used")
    public QuotaView show(@PathParam("id") UUID id) {
        return views.of(known(id), null);
    }

    @PUT
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Set a tenant's limits",
            description = "In place of those there were; what is left out is without limit.")
    public QuotaView set(
            @PathParam("id") UUID id,
            @Valid @NotNull(message = "The body is missing; {} is no limits.") QuotaBody body) {
        return views.set(known(id), null, body.quota());
    }

    @DELETE
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Lift a tenant's limits")
    public void lift(@PathParam("id") UUID id) {
        views.set(known(id), null, Quota.NONE);
    }

    @Transactional
    UUID known(UUID id) {
        TenantEntity tenant = em.find(TenantEntity.class, id);
        if (tenant == null || tenant.erasedAt != null) {
            throw new RaglineException(ErrorCode.TENANT_NOT_FOUND, "There is no tenant %s.".formatted(id));
        }
        return id;
    }
}
