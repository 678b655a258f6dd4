package io.ragline.api.access;

import io.quarkus.security.AuthenticationFailedException;
import io.ragline.api.limits.AddressLimit;
import io.ragline.api.limits.QuotaExceededException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tries without a key that is valid, counted by whoever makes them: the peer of the connection, or whom a trusted proxy names. */
@ApplicationScoped
class Attempts {
    private final AddressLimit limit;

    Attempts(AddressLimit limit) {
        this.limit = limit;
    }

    /** Counts a try. Fails with {@link AuthenticationFailedException}, caused by {@link QuotaExceededException}. */
    Uni<Void> count(RoutingContext context) {
        return limit.take(address(context)).map(taken -> {
            try {
                taken.orRefuse();
            } catch (QuotaExceededException e) {
                // with the challenge of 401 where nobody turns it into a problem
                throw new AuthenticationFailedException(e.detail(), e);
            }
            return null;
        });
    }

    /** The try is decided otherwise. */
    Uni<Void> giveBack(RoutingContext context) {
        return limit.giveBack(address(context)).replaceWithVoid();
    }

    static @Nullable String address(RoutingContext context) {
        SocketAddress peer = context.request().remoteAddress();
        if (peer == null) {
            return null;
        }
        return peer.hostAddress() == null ? peer.host() : peer.hostAddress();
    }
}
