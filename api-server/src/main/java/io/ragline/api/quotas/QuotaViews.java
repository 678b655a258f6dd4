package io.ragline.api.quotas;

import io.ragline.api.limits.Bucket;
import io.ragline.api.limits.Buckets;
import io.ragline.api.limits.KnownQuotas;
import io.ragline.catalog.Quota;
import io.ragline.catalog.QuotaRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows and sets limits, whoever's they are. */
@ApplicationScoped
class QuotaViews {
    private final QuotaRepository quotas;
    private final KnownQuotas known;
    private final Buckets buckets;

    QuotaViews(QuotaRepository quotas, KnownQuotas known, Buckets buckets) {
        this.quotas = quotas;
        this.known = known;
        this.buckets = buckets;
    }

    /** @param keyId null for the tenant's */
    QuotaView of(UUID tenantId, @Nullable UUID keyId) {
        QuotaRepository.Quotas found = quotas.of(tenantId, keyId);
        Quota quota = keyId == null ? found.tenant() : found.key();
        QuotaRepository.Used used = quotas.used(tenantId, keyId);
        return new QuotaView(
                QuotaBody.of(quota),
                new QuotaView.Used(
                        missing(
                                quota.requestsPerMinute() == null
                                        ? null
                                        : Bucket.requests(tenantId, keyId, quota.requestsPerMinute())),
                        missing(
                                quota.uploadsPerDay() == null
                                        ? null
                                        : Bucket.uploads(tenantId, keyId, quota.uploadsPerDay())),
                        used.stock().storedBytes(),
                        used.stock().documents(),
                        used.questionsInFlight()));
    }

    private @Nullable Long missing(@Nullable Bucket bucket) {
        return bucket == null
                ? null
                : buckets.takeNow(List.of(bucket), 0)
                        .binding()
                        .map(level -> bucket.limit() - level.remaining())
                        .orElse(null);
    }

    /** @param keyId null for the tenant's */
    QuotaView set(UUID tenantId, @Nullable UUID keyId, Quota quota) {
        quotas.set(tenantId, keyId, quota);
        known.changed(tenantId);
        return of(tenantId, keyId);
    }
}
