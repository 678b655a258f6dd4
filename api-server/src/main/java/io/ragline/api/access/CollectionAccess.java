package io.ragline.api.access;

import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionMemberRepository;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.MemberAccess;
import io.ragline.catalog.Reach;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who may see and change which collection: admins all of their tenant; a key that is limited to some collections, those; of a
 * collection that is for its members, these alone. Whoever may not read a collection is told the same as if there were none. Nothing is
 * remembered: PostgreSQL is asked each time, and about members only where a collection is for its members.
 */
@ApplicationScoped
public class CollectionAccess {
    private final CollectionRepository collections;
    private final CollectionMemberRepository members;
    private final Caller caller;

    CollectionAccess(CollectionRepository collections, CollectionMemberRepository members, Caller caller) {
        this.collections = collections;
        this.members = members;
        this.caller = caller;
    }

    /**
     * The collection of that name.
     *
     * @throws RaglineException {@code COLLECTION_NOT_FOUND} also if it is none of the caller's
     */
    public CollectionEntity toRead(String name) {
        CollectionEntity collection = collections.named(caller.tenantId(), name);
        if (!may(MemberAccess.READ, collection)) {
            throw CollectionRepository.notFound(name);
        }
        return collection;
    }

    /**
     * The collection of that name, into which something is to be written.
     *
     * @throws RaglineException {@code COLLECTION_NOT_FOUND} also if it is none of the caller's; {@code FORBIDDEN} if the caller may only
     *     read it
     */
    public CollectionEntity toWrite(String name) {
        CollectionEntity collection = toRead(name);
        if (!mayWrite(collection)) {
            throw forbidden();
        }
        return collection;
    }

    static RaglineException forbidden() {
        return new RaglineException(ErrorCode.FORBIDDEN, "This key may read this, but not change it.");
    }

    boolean mayRead(CollectionEntity collection) {
        return may(MemberAccess.READ, collection);
    }

    boolean mayWrite(CollectionEntity collection) {
        return caller.role().compareTo(Role.WRITER) >= 0 && may(MemberAccess.WRITE, collection);
    }

    private boolean may(MemberAccess access, CollectionEntity collection) {
        Reach reach = caller.reach();
        return reach.whole()
                || reach.mayInclude(collection.id)
                        && (!collection.membersOnly
                                || reach.keyId() != null && members.isMember(collection.id, reach.keyId(), access));
    }

    /** All collections that the caller may read, by name. */
    public List<CollectionEntity> readable() {
        List<CollectionEntity> all = collections.ofTenant(caller.tenantId());
        Reach reach = caller.reach();
        if (reach.whole() || reach.only() == null && all.stream().noneMatch(collection -> collection.membersOnly)) {
            return all;
        }
        Set<UUID> within = members.within(reach, MemberAccess.READ);
        return all.stream().filter(collection -> within.contains(collection.id)).toList();
    }

    /**
     * The collection that is meant where none is named: the standard one, or the only one of a key that is limited to one.
     *
     * @return nothing for a key that is limited to others
     */
    public Optional<String> standard() {
        if (caller.reach().only() == null) {
            return Optional.of(CollectionRepository.DEFAULT);
        }
        List<String> names =
                readable().stream().map(collection -> collection.name).toList();
        return names.contains(CollectionRepository.DEFAULT)
                ? Optional.of(CollectionRepository.DEFAULT)
                : names.stream().findFirst().filter(first -> names.size() == 1);
    }
}
