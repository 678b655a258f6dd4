package io.ragline.api.quotas;

import io.ragline.api.access.Caller;
import io.ragline.api.limits.Bucket;
import io.ragline.api.limits.Buckets;
import io.ragline.api.limits.KnownQuotas;
import io.ragline.api.limits.QuotaExceededException;
import io.ragline.catalog.QuotaRepository.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Limits the files that the caller's tenant and key upload in a day. Each file counts that is accepted, those in a ZIP too. */
@ApplicationScoped
public class UploadQuota {
    private final KnownQuotas quotas;
    private final Buckets buckets;
    private final Caller caller;

    UploadQuota(KnownQuotas quotas, Buckets buckets, Caller caller) {
        this.quotas = quotas;
        this.buckets = buckets;
        this.caller = caller;
    }

    /** A file's share. */
    @FunctionalInterface
    public interface Share {
        /** The file was not accepted. */
        void giveBack();
    }

    /**
     * Takes a file's share.
     *
     * @throws QuotaExceededException if there is none left for now
     */
    public Share take() {
        UUID tenantId = caller.tenantId();
        UUID keyId = caller.keyId().orElse(null);
        Quotas found = quotas.now(tenantId, keyId);
        List<Bucket> limited = new ArrayList<>();
        if (found.tenant().uploadsPerDay() != null) {
            limited.add(Bucket.uploads(tenantId, null, found.tenant().uploadsPerDay()));
        }
        if (found.key().uploadsPerDay() != null) {
            limited.add(Bucket.uploads(tenantId, keyId, found.key().uploadsPerDay()));
        }
        buckets.takeNow(limited, 1).orRefuse();
        return () -> buckets.takeNow(limited, -1);
    }
}
