package io.ragline.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each tenant's deliveries are signed with. */
@ApplicationScoped
public class WebhookSecrets {
    /** How long deliveries are signed with the old secret too after a rotation, so that receivers can follow in peace. */
    private static final Duration OLD_ONE_LASTS = Duration.ofHours(24);

    private static final int BYTES = 32;

    private final EntityManager em;
    private final SecureRandom random = new SecureRandom();

    WebhookSecrets(EntityManager em) {
        this.em = em;
    }

    /** The secrets of a tenant now. */
    @Transactional
    public WebhookSecret of(UUID tenantId) {
        Tuple row = (Tuple)
                em.createNativeQuery("""
                        select webhook_secret, webhook_secret_before, webhook_secret_before_until
                        from tenant where id = ?1""", Tuple.class).setParameter(1, tenantId).getSingleResult();
        byte[] before = row.get(1, byte[].class);
        @Nullable Instant until = row.get(2, Instant.class);
        boolean over = before == null || until == null || !until.isAfter(Instant.now());
        return new WebhookSecret(row.get(0, byte[].class), over ? null : before, over ? null : until);
    }

    /** Gives the tenant a new secret. The one before stays good for a day, the one before that for no longer. */
    @Transactional
    public WebhookSecret rotate(UUID tenantId) {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        em.createNativeQuery("""
                        update tenant set webhook_secret_before = webhook_secret, webhook_secret_before_until = ?2,
                          webhook_secret = ?3
                        where id = ?1""")
                .setParameter(1, tenantId)
                .setParameter(2, Instant.now().plus(OLD_ONE_LASTS))
                .setParameter(3, fresh)
                .executeUpdate();
        return of(tenantId);
    }
}
