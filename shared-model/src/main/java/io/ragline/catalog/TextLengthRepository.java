package io.ragline.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** How long the chunks of an index are, for indexes that can't tell themselves. */
@ApplicationScoped
public class TextLengthRepository {
    private final EntityManager em;

    TextLengthRepository(EntityManager em) {
        this.em = em;
    }

    /** How many chunks an index has been given, and how many search terms they have in all. */
    public record TextLengths(long chunks, long terms) {}

    /** Counts chunks that are being written, and says how many there are with them; those alone if the index has been deleted. */
    @Transactional
    public TextLengths count(UUID indexId, int chunks, long terms) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = em.createNativeQuery("""
                        with counted as (
                            update collection_index
                            set counted_chunks = counted_chunks + :chunks, counted_terms = counted_terms + :terms
                            where id = :index
                            returning counted_chunks, counted_terms)
                        select counted_chunks, counted_terms from counted""", Object[].class)
                .setParameter("chunks", chunks)
                .setParameter("terms", terms)
                .setParameter("index", indexId)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new TextLengths(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
                .orElseGet(() -> new TextLengths(chunks, terms));
    }
}
