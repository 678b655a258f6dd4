package io.ragline.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.access.Caller;
import io.ragline.api.access.Keys;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.catalog.CollectionRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys of the caller's tenant. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeyResource {
    private static final String LIMIT = "limit is 1 to 200.";
    private static final int LONGEST_NAME = 100;
    private static final long LONGEST_OVERLAP = 30 * 24 * 3600L;

    private final Keys keys;
    private final ApiKeyRepository repository;
    private final CollectionRepository collections;
    private final Caller caller;

    KeyResource(Keys keys, ApiKeyRepository repository, CollectionRepository collections, Caller caller) {
        this.keys = keys;
        this.repository = repository;
        this.collections = collections;
        this.caller = caller;
    }

    /**
     * A key to be made.
     *
     * @param collections names of the only ones that it may read, and write if its role lets it; all if left out
     * @param expiresAt never if left out
     */
    public record NewKey(
            @Schema(description = "For people to know it by")
            @NotBlank(message = "A key has a name, for people to know it by.")
            @Size(max = LONGEST_NAME, message = "A key's name has at most " + LONGEST_NAME + " characters.")
            @Pattern(regexp = "\\P{Cntrl}*", message = "A key's name has no control characters.")
            @Nullable
            String name,

            @NotNull(message = "A role is expected: reader, writer, admin or operator.") @Nullable
            KeyRole role,

            @Schema(description = "The only ones that it is for; all of them if left out")
            @Size(min = 1, max = 100, message = "Name 1 to 100 collections, or leave 'collections' out.")
            @Nullable
            List<@NotBlank(message = "A collection's name is empty.") String> collections,

            @Schema(description = "It is refused from then on; never if left out")
            @Future(message = "expiresAt is a time to come.")
            @Nullable
            Instant expiresAt) {}

    /** What a key lets its bearer do. */
    @Schema(
            description =
                    "Each may do all that those before it may: reader asks and looks, writer changes documents, admin manages the tenant, operator the installation")
    public enum KeyRole {
        reader,
        writer,
        admin,
        operator;

        Role role() {
            return Role.of(name());
        }
    }

    /**
     * How a key is replaced.
     *
     * @param oldValidSeconds for how long the old one goes on
     */
    public record Rotation(
            @Schema(description = "For how long the old key goes on beside the new one", defaultValue = "0")
            @Min(value = 0, message = "oldValidSeconds is 0 or more.")
            @Max(value = LONGEST_OVERLAP, message = "oldValidSeconds is 2592000, 30 days, at most.")
            @Nullable
            Long oldValidSeconds) {}

    /**
     * Keys, first those made last.
     *
     * @param nextCursor goes into the request for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyList(List<KeyView> keys, @Nullable String nextCursor) {}

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Make a key",
            description = "The answer holds the key itself, this once: only a hash of it is kept.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    public Response make(@Valid @NotNull(message = "The body is missing.") NewKey wanted) {
        Role role = Objects.requireNonNull(wanted.role()).role();
        if (role.compareTo(caller.role()) > 0) {
            throw new RaglineException(ErrorCode.FORBIDDEN, "Only an operator makes keys of operators.");
        }
        if (wanted.collections() != null && role.compareTo(Role.WRITER) > 0) {
            throw new BadFieldException(
                    "collections", "Keys of readers and writers can be for some collections only; an admin has all.");
        }
        Keys.Made made = keys.make(new Keys.Wanted(
                caller.tenantId(),
                Objects.requireNonNull(wanted.name()).strip(),
                role,
                ids(wanted.collections()),
                wanted.expiresAt(),
                caller.keyId().orElse(null)));
        return made(made);
    }

    private UUID @Nullable [] ids(@Nullable List<String> names) {
        return names == null
                ? null
                : names.stream()
                        .distinct()
                        .map(name -> collections.named(caller.tenantId(), name).id)
                        .toArray(UUID[]::new);
    }

    private Response made(Keys.Made made) {
        return Response.created(URI.create("/api/v1/keys/" + made.key().id))
                .header("Cache-Control", "no-store")
                .entity(view(made.key(), made.whole()))
                .build();
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Keys, first those made last", description = "Revoked and expired ones too.")
    public KeyList list(
            @QueryParam("limit") @DefaultValue("50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        List<ApiKeyEntity> found = repository.list(caller.tenantId(), PageCursor.read(cursor), limit + 1);
        List<ApiKeyEntity> page = found.subList(0, Math.min(limit, found.size()));
        return new KeyList(
                page.stream().map(key -> view(key, null)).toList(),
                found.size() > limit ? PageCursor.behind(page.getLast().id) : null);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "One key")
    public KeyView one(@PathParam("id") UUID id) {
        return view(repository.ofTenant(caller.tenantId(), id), null);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Revoke a key",
            description =
                    "It is refused everywhere at once, and within seconds where Redis does not answer. It stays in the list.")
    public KeyView revoke(@PathParam("id") UUID id) {
        refuseAboveCaller(id);
        return view(keys.revoke(caller.tenantId(), id), null);
    }

    @POST
    @Path("/{id}/rotate")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Replace a key",
            description =
                    "Makes another that may do the same, and revokes the old one, now or after the time that is given.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    public Response rotate(
            @PathParam("id") UUID id, @Valid @NotNull(message = "The body is missing; {} will do.") Rotation rotation) {
        refuseAboveCaller(id);
        long overlap = Objects.requireNonNullElse(rotation.oldValidSeconds(), 0L);
        return made(keys.rotate(
                caller.tenantId(),
                id,
                Instant.now().plusSeconds(overlap),
                caller.keyId().orElse(null)));
    }

    private void refuseAboveCaller(UUID id) {
        if (repository.ofTenant(caller.tenantId(), id).role.compareTo(caller.role()) > 0) {
            throw new RaglineException(ErrorCode.FORBIDDEN, "Only an operator changes keys of operators.");
        }
    }

    private KeyView view(ApiKeyEntity key, @Nullable String whole) {
        return KeyView.of(key, names(key), whole);
    }

    private @Nullable List<String> names(ApiKeyEntity key) {
        if (key.collections == null) {
            return null;
        }
        Map<UUID, String> known = collections.withIds(key.tenantId, Arrays.asList(key.collections)).stream()
                .collect(Collectors.toMap(each -> each.id, each -> each.name));
        return Arrays.stream(key.collections)
                .map(known::get)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }
}
