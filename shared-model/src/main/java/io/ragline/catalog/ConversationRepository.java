package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The conversations of each tenant; {@link MessageRepository} has what was said in them. */
@ApplicationScoped
public class ConversationRepository implements PanacheRepositoryBase<ConversationEntity, UUID> {
    private final EntityManager em;

    ConversationRepository(EntityManager em) {
        this.em = em;
    }

    /** Admins see all conversations of their tenant, others those that were begun with their key. */
    private PanacheQuery<ConversationEntity> within(Reach reach, String more, @Nullable UUID id) {
        Parameters parameters = Parameters.with("tenant", reach.tenantId());
        if (!reach.whole()) {
            parameters.and("key", reach.holder());
        }
        if (id != null) {
            parameters.and("id", id);
        }
        return find("tenantId = :tenant" + (reach.whole() ? "" : " and keyId = :key") + more, parameters);
    }

    /**
     * A conversation that is within reach.
     *
     * @throws RaglineException {@code CONVERSATION_NOT_FOUND}
     */
    @Transactional
    public ConversationEntity of(Reach reach, UUID id) {
        return within(reach, " and id = :id", id).firstResultOptional().orElseThrow(() -> notFound(id));
    }

    static RaglineException notFound(UUID id) {
        return new RaglineException(ErrorCode.CONVERSATION_NOT_FOUND, "There is no conversation %s.".formatted(id));
    }

    /**
     * Begins a conversation.
     *
     * @param title null if the first question is to give it one
     * @param collections names of the collections that its questions search; empty for the standard one
     * @return the conversation; an earlier one if it was begun under that id before
     */
    @Transactional
    public ConversationEntity create(UUID id, Reach reach, @Nullable String title, List<String> collections) {
        ConversationEntity known = findById(id);
        if (known != null) {
            return known;
        }
        ConversationEntity conversation = new ConversationEntity();
        conversation.id = id;
        conversation.tenantId = reach.tenantId();
        conversation.keyId = reach.holder();
        conversation.title = title;
        conversation.collections = collections.toArray(String[]::new);
        conversation.createdAt = Instant.now();
        conversation.updatedAt = conversation.createdAt;
        persist(conversation);
        return conversation;
    }

    /**
     * Conversations within reach, first those begun last.
     *
     * @param before only those behind this one in the list; null for the first page
     */
    @Transactional
    public List<ConversationEntity> list(Reach reach, @Nullable UUID before, int limit) {
        return within(reach, (before == null ? "" : " and id < :id") + " order by id desc", before)
                .page(Page.ofSize(limit))
                .list();
    }

    /**
     * Changes what is known of a conversation.
     *
     * @throws RaglineException {@code CONVERSATION_NOT_FOUND}
     */
    @Transactional
    public ConversationEntity change(Reach reach, UUID id, Consumer<ConversationEntity> change) {
        ConversationEntity conversation = of(reach, id);
        change.accept(conversation);
        conversation.updatedAt = Instant.now();
        return conversation;
    }

    /**
     * Deletes a conversation with all that was said in it. Questions that are being answered go on, and belong to none then.
     *
     * @throws RaglineException {@code CONVERSATION_NOT_FOUND}
     */
    @Transactional
    public void delete(Reach reach, UUID id) {
        // the database removes the messages with it
        int deleted = em.createQuery("delete from ConversationEntity where id = ?1")
                .setParameter(1, of(reach, id).id)
                .executeUpdate();
        if (deleted == 0) {
            throw notFound(id);
        }
    }
}
