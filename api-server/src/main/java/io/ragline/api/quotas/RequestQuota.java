package io.ragline.api.quotas;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.ragline.api.access.Caller;
import io.ragline.api.limits.Bucket;
import io.ragline.api.limits.Buckets;
import io.ragline.api.limits.KnownQuotas;
import io.ragline.api.limits.QuotaExceededException;
import io.ragline.api.limits.Taken;
import io.ragline.catalog.QuotaRepository.Quotas;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests of tenants and keys, before anything but the headers is read and whatever becomes of the request. Who has no valid
 * key is limited where keys are looked at.
 */
class RequestQuota {
    private static final String LEVEL = "ragline.rate-limit";
    /** Behind the filter that gives each request its id. */
    private static final int BEHIND_OTHERS = Priorities.USER + 500;

    private final KnownQuotas quotas;
    private final Buckets buckets;

    RequestQuota(KnownQuotas quotas, Buckets buckets) {
        this.quotas = quotas;
        this.buckets = buckets;
    }

    @ServerRequestFilter(preMatching = true, priority = BEHIND_OTHERS)
    public Uni<@Nullable Response> limit(ContainerRequestContext request, RoutingContext routing) {
        return QuarkusHttpUser.getSecurityIdentity(routing, null)
                .chain(identity -> identity.isAnonymous() ? unlimited() : take(request, identity))
                // the resource's role decides what comes of that, and asks for the same identity again
                .onFailure(RequestQuota::isRefusal)
                .recoverWithUni(RequestQuota::unlimited);
    }

    private static boolean isRefusal(Throwable e) {
        return e instanceof AuthenticationFailedException && !(e.getCause() instanceof QuotaExceededException);
    }

    private static Uni<@Nullable Response> unlimited() {
        return Uni.createFrom().nullItem();
    }

    private Uni<@Nullable Response> take(ContainerRequestContext request, SecurityIdentity identity) {
        Caller caller = Caller.of(identity);
        UUID tenantId = caller.tenantId();
        UUID keyId = caller.keyId().orElse(null);
        return quotas.of(tenantId, keyId)
                .chain(found -> buckets.take(requests(tenantId, keyId, found), 1))
                .chain(taken -> {
                    taken.binding().ifPresent(level -> request.setProperty(LEVEL, level));
                    taken.orRefuse();
                    return unlimited();
                });
    }

    private static List<Bucket> requests(UUID tenantId, @Nullable UUID keyId, Quotas quotas) {
        List<Bucket> limited = new ArrayList<>();
        if (quotas.tenant().requestsPerMinute() != null) {
            limited.add(Bucket.requests(tenantId, null, quotas.tenant().requestsPerMinute()));
        }
        if (quotas.key().requestsPerMinute() != null) {
            limited.add(Bucket.requests(tenantId, keyId, quotas.key().requestsPerMinute()));
        }
        return limited;
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response, @Nullable Throwable thrown) {
        Taken.Level level = refused(thrown);
        if (level == null) {
            level = (Taken.Level) request.getProperty(LEVEL);
        }
        if (level != null) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle("RateLimit-Limit", level.bucket().limit());
            headers.putSingle("RateLimit-Remaining", level.remaining());
            headers.putSingle("RateLimit-Reset", (level.fullIn().toMillis() + 999) / 1000);
        }
    }

    private static Taken.@Nullable Level refused(@Nullable Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof QuotaExceededException e) {
                return e.level();
            }
        }
        return null;
    }
}
