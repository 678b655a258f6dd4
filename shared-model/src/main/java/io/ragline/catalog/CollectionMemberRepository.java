package io.ragline.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who the members of collections are, and which collections are within somebody's reach. */
@ApplicationScoped
public class CollectionMemberRepository {
    /** A collection that is deleted is within nobody's reach. */
    private static final String WITHIN_REACH = """
            select c.id from collection c
            where c.tenant_id = :tenant and c.deleted_at is null and (:whole or (
              (:unlimited or c.id = any(:only))
              and (not c.members_only or exists (select 1 from collection_member m
                where m.collection_id = c.id and m.key_id = cast(:key as uuid) and m.access = any(:access)))))
            """;

    private final EntityManager em;

    CollectionMemberRepository(EntityManager em) {
        this.em = em;
    }

    /**
     * A key that is a member.
     *
     * @param keyName for people
     */
    public record Member(UUID keyId, String keyName, MemberAccess access) {
        static Member of(Tuple row) {
            return new Member(
                    row.get(0, UUID.class), row.get(1, String.class), MemberAccess.of(row.get(2, String.class)));
        }
    }

    /** The collections that somebody may read, or write. */
    @Transactional
    public Set<UUID> within(Reach reach, MemberAccess access) {
        return Set.copyOf(ids(query(WITHIN_REACH, reach, access)));
    }

    /** Whether all of the collections are within somebody's reach. */
    @Transactional
    public boolean reaches(Reach reach, Collection<UUID> collectionIds, MemberAccess access) {
        Set<UUID> wanted = Set.copyOf(collectionIds);
        if (!wanted.stream().allMatch(reach::mayInclude)) {
            return false;
        }
        Query query = query(WITHIN_REACH + " and c.id = any(:ids)", reach, access)
                .setParameter("ids", wanted.toArray(UUID[]::new));
        return ids(query).size() == wanted.size();
    }

    private Query query(String sql, Reach reach, MemberAccess access) {
        Set<UUID> only = reach.only();
        return em.createNativeQuery(sql, UUID.class)
                .setParameter("tenant", reach.tenantId())
                .setParameter("whole", reach.whole())
                .setParameter("unlimited", only == null)
                .setParameter("only", only == null ? new UUID[0] : only.toArray(UUID[]::new))
                .setParameter("key", reach.keyId())
                .setParameter("access", access.includedIn());
    }

    @SuppressWarnings("unchecked")
    private static List<UUID> ids(Query query) {
        return query.getResultList();
    }

    /** Whether the key is a member that may do that. */
    @Transactional
    public boolean isMember(UUID collectionId, UUID keyId, MemberAccess access) {
        return one(collectionId, keyId)
                .filter(member -> access == MemberAccess.READ || member.access() == MemberAccess.WRITE)
                .isPresent();
    }

    /** The member that the key is. */
    @Transactional
    public Optional<Member> one(UUID collectionId, UUID keyId) {
        return members("and m.key_id = :key", collectionId, keyId).stream().findFirst();
    }

    /** The members of a collection, by name. */
    @Transactional
    public List<Member> all(UUID collectionId) {
        return members("and cast(:key as uuid) is null", collectionId, null);
    }

    private List<Member> members(String which, UUID collectionId, @org.jspecify.annotations.Nullable UUID keyId) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select m.key_id, k.name, m.access from collection_member m join api_key k on k.id = m.key_id
                        where m.collection_id = :collection %s order by k.name, m.key_id""".formatted(which), Tuple.class)
                .setParameter("collection", collectionId)
                .setParameter("key", keyId)
                .getResultList();
        return rows.stream().map(Member::of).toList();
    }

    /** Makes the key a member, or changes what it may do. */
    @Transactional
    public void put(UUID collectionId, UUID keyId, MemberAccess access) {
        em.createNativeQuery("""
                        insert into collection_member (collection_id, key_id, access) values (:collection, :key, :access)
                        on conflict (collection_id, key_id) do update set access = excluded.access""")
                .setParameter("collection", collectionId)
                .setParameter("key", keyId)
                .setParameter("access", access.id())
                .executeUpdate();
    }

    /** The key is no member any more; tells whether it was one. */
    @Transactional
    public boolean remove(UUID collectionId, UUID keyId) {
        return em.createNativeQuery("delete from collection_member where collection_id = :collection and key_id = :key")
                        .setParameter("collection", collectionId)
                        .setParameter("key", keyId)
                        .executeUpdate()
                > 0;
    }
}
