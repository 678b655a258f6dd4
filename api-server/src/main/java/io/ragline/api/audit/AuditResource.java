package io.ragline.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.GivenPeriod;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.AuditEntry;
import io.ragline.catalog.AuditRepository;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what in the caller's tenant. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {
    private static final String LIMIT = "limit is 1 to 200.";

    private final AuditRepository entries;
    private final Caller caller;

    AuditResource(AuditRepository entries, Caller caller) {
        this.entries = entries;
        this.caller = caller;
    }

    /** What somebody did, or was refused; see {@link AuditEntry}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EntryView(
            Instant at,
            @Nullable UUID keyId,
            @Nullable String keyName,
            String operation,
            String path,
            @Nullable String created,
            int status,
            String requestId,
            @Nullable String address) {
        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    entry.at(),
                    entry.keyId(),
                    entry.keyName(),
                    entry.operation(),
                    entry.path(),
                    entry.created(),
                    entry.status(),
                    entry.requestId(),
                    entry.address());
        }
    }

    /**
     * Entries, the latest first.
     *
     * @param nextCursor goes into the request for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EntryList(
            List<EntryView> entries, @Nullable String nextCursor) {}

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Who did what, the latest first",
            description = "Every request that changes something or would have, and every one that a role did not allow,"
                    + " within a second. Questions are jobs, which know by which key they were asked.")
    public EntryList list(
            @Parameter(description = "A day or a time; 30 days before the end if left out")
                    @QueryParam("since")
                    @Nullable
                    String since,
            @Parameter(description = "A day or a time; now if left out") @QueryParam("until") @Nullable String until,
            @Parameter(description = "By this key alone") @QueryParam("keyId") @Nullable String keyId,
            @Parameter(description = "How it begins, such as DELETE or POST /api/v1/keys")
                    @QueryParam("operation")
                    @Size(max = 200, message = "An operation has at most 200 characters.")
                    @Nullable
                    String operation,
            @QueryParam("limit") @DefaultValue("50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        GivenPeriod period = GivenPeriod.of(since, until, Instant.now().plusSeconds(1));
        List<AuditEntry> found = entries.list(
                caller.tenantId(),
                new AuditRepository.Filter(period.since(), period.until(), id(keyId), operation),
                PageCursor.read(cursor),
                limit + 1);
        List<AuditEntry> page = found.subList(0, Math.min(limit, found.size()));
        return new EntryList(
                page.stream().map(EntryView::of).toList(),
                found.size() > limit ? PageCursor.behind(page.getLast().id()) : null);
    }

    private static @Nullable UUID id(@Nullable String given) {
        try {
            return given == null ? null : UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("keyId", "keyId is the id of a key, as GET /api/v1/keys lists it.");
        }
    }
}
