package io.ragline.catalog;

import io.ragline.model.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The lanes that take no jobs until somebody resumes them, in every worker process. */
@ApplicationScoped
public class PausedLanes {
    private final EntityManager em;

    PausedLanes(EntityManager em) {
        this.em = em;
    }

    @Transactional
    public Set<Lane> all() {
        @SuppressWarnings("unchecked")
        List<String> lanes = em.createNativeQuery("select lane from paused_lane", String.class)
                .getResultList();
        Set<Lane> paused = EnumSet.noneOf(Lane.class);
        lanes.forEach(lane -> paused.add(Lane.of(lane)));
        return paused;
    }

    /** Pausing twice is pausing once. */
    @Transactional
    public void pause(Lane lane) {
        em.createNativeQuery("insert into paused_lane (lane) values (?1) on conflict do nothing")
                .setParameter(1, lane.id())
                .executeUpdate();
    }

    @Transactional
    public void resume(Lane lane) {
        em.createNativeQuery("delete from paused_lane where lane = ?1")
                .setParameter(1, lane.id())
                .executeUpdate();
    }
}
