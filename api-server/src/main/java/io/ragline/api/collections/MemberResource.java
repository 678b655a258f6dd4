package io.ragline.api.collections;

import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionMemberRepository;
import io.ragline.catalog.CollectionMemberRepository.Member;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.MemberAccess;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys that a collection is for, if it is for its members only. */
@Path("/api/v1/collections/{name}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Collections")
public class MemberResource {
    private final CollectionRepository collections;
    private final CollectionMemberRepository members;
    private final ApiKeyRepository keys;
    private final Caller caller;

    MemberResource(
            CollectionRepository collections,
            CollectionMemberRepository members,
            ApiKeyRepository keys,
            Caller caller) {
        this.collections = collections;
        this.members = members;
        this.keys = keys;
        this.caller = caller;
    }

    /** What a member may do; to write, the key's role has to let it, too. */
    @Schema(name = "MemberAccess")
    public enum Access {
        read,
        write
    }

    /** What a member is to be allowed. */
    public record NewMember(
            @NotNull(message = "access is read or write.") @Nullable
            Access access) {}

    /** A member. */
    public record MemberView(UUID keyId, String keyName, Access access) {
        static MemberView of(Member member) {
            return new MemberView(
                    member.keyId(),
                    member.keyName(),
                    Access.valueOf(member.access().id()));
        }
    }

    /** All members, by name. */
    public record MemberList(List<MemberView> members) {}

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "The members of a collection",
            description = "They count while the collection says membersOnly; admins need not be among them.")
    public MemberList all(@PathParam("name") String name) {
        return new MemberList(
                members.all(collection(name).id).stream().map(MemberView::of).toList());
    }

    private CollectionEntity collection(String name) {
        return collections.named(caller.tenantId(), name);
    }

    @GET
    @Path("/{keyId}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "One member")
    public MemberView one(@PathParam("name") String name, @PathParam("keyId") UUID keyId) {
        return members.one(collection(name).id, keyId).map(MemberView::of).orElseThrow(() -> notAMember(name, keyId));
    }

    @PUT
    @Path("/{keyId}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Make a key a member, or change what it may do", description = "It counts at once.")
    public MemberView put(
            @PathParam("name") String name,
            @PathParam("keyId") UUID keyId,
            @Valid @NotNull(message = "The body is missing.") NewMember wanted) {
        CollectionEntity collection = collection(name);
        ApiKeyEntity key = keys.ofTenant(caller.tenantId(), keyId);
        Access access = Objects.requireNonNull(wanted.access());
        members.put(collection.id, key.id, MemberAccess.of(access.name()));
        return new MemberView(key.id, key.name, access);
    }

    @DELETE
    @Path("/{keyId}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Let a key be no member any more", description = "It counts at once.")
    @APIResponse(responseCode = "204", description = "It is none any more")
    public void remove(@PathParam("name") String name, @PathParam("keyId") UUID keyId) {
        if (!members.remove(collection(name).id, keyId)) {
            throw notAMember(name, keyId);
        }
    }

    private static RaglineException notAMember(String name, UUID keyId) {
        return new RaglineException(
                ErrorCode.NOT_FOUND, "Key %s is no member of collection '%s'.".formatted(keyId, name));
    }
}
