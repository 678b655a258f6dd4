package io.ragline.api.limits;

import io.netty.util.NetUtil;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How often an address may try without a key that is valid. While Redis is away each process counts for itself. A network of IPv6
 * addresses that one household has, a /64, counts as one.
 */
@ApplicationScoped
public class AddressLimit {
    private static final int LONGEST_NAME = 64;

    private final Buckets buckets;
    private final LocalBuckets local;
    private final int limit;

    AddressLimit(
            Buckets buckets, LocalBuckets local, @ConfigProperty(name = "ragline.auth.attempts-per-minute") int limit) {
        this.buckets = buckets;
        this.local = local;
        this.limit = limit;
    }

    /** Counts a try; {@link Taken#granted} unless there were too many. */
    public Uni<Taken> take(@Nullable String address) {
        Bucket bucket = Bucket.unauthenticated(network(address), limit);
        return buckets.take(List.of(bucket), 1).map(taken -> taken.levels().isEmpty() ? local.take(bucket, 1) : taken);
    }

    /** The try turned out to be none; as well as that goes. */
    public Uni<Taken> giveBack(@Nullable String address) {
        Bucket bucket = Bucket.unauthenticated(network(address), limit);
        return buckets.take(List.of(bucket), -1)
                .map(given -> given.levels().isEmpty() ? local.take(bucket, -1) : given);
    }

    static String network(@Nullable String address) {
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address.substring(0, Math.min(LONGEST_NAME, address.length()));
        }
        try {
            InetAddress parsed = InetAddress.getByAddress(bytes); // an IPv4 address in IPv6's clothes becomes one
            if (parsed instanceof Inet6Address) {
                byte[] net = parsed.getAddress();
                Arrays.fill(net, net.length / 2, net.length, (byte) 0);
                return InetAddress.getByAddress(net).getHostAddress() + "/64";
            }
            return parsed.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
