package io.ragline.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that anybody on the Internet may have; all others belong to this machine, its network or to nobody. After
 * IANA's registries of special-purpose addresses (RFC 6890).
 */
final class PublicAddresses {
    private static final List<AddressRange> NOT_IPV4 = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT; some clouds have their metadata here
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, with the metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** All of IPv6 that is handed out to the public; loopback, mapped, unique-local, link-local, ... are outside. */
    private static final AddressRange IPV6 = AddressRange.parse("2000::/3");

    private static final List<AddressRange> NOT_IPV6 = ranges(
            "2001::/23", // protocol assignments, with Teredo, which wraps an IPv4 address
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which wraps an IPv4 address
            "3fff::/20"); // documentation

    /** Behind it a network that speaks IPv6 alone reaches IPv4: the last four bytes count. */
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

    private static final int NAT64_PREFIX_BYTES = 12;

    private PublicAddresses() {}

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::parse).toList();
    }

    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_IPV4.stream().noneMatch(range -> range.contains(address));
        }
        if (NAT64.contains(address)) {
            return contains(behindNat64(address));
        }
        return IPV6.contains(address) && NOT_IPV6.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress behindNat64(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, NAT64_PREFIX_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are always an address", e);
        }
    }
}
