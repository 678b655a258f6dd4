package io.ragline.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be connected to beside the public Internet. */
public final class AllowedTargets {
    /** Only the public Internet. */
    public static final AllowedTargets PUBLIC = of(false, List.of());

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?");

    private final boolean everything;
    private final Set<String> hosts;
    private final List<AddressRange> ranges;

    private AllowedTargets(boolean everything, Set<String> hosts, List<AddressRange> ranges) {
        this.everything = everything;
        this.hosts = Set.copyOf(hosts);
        this.ranges = List.copyOf(ranges);
    }

    /**
     * What an operator allows.
     *
     * @param everything whether any address is right, this machine's own as well
     * @param more ranges of addresses ({@code 10.1.0.0/16}), single ones, and names of hosts
     * @throws IllegalArgumentException if one of them is neither
     */
    public static AllowedTargets of(boolean everything, List<String> more) {
        Set<String> hosts = new HashSet<>();
        List<AddressRange> ranges = new ArrayList<>();
        for (String each : more) {
            String text = each.strip().toLowerCase(Locale.ROOT);
            boolean name = NAME.matcher(text).matches() && !OutboundUrls.isNumeric(text);
            if (name) {
                hosts.add(text);
            } else {
                ranges.add(AddressRange.parse(text));
            }
        }
        return new AllowedTargets(everything, hosts, ranges);
    }

    boolean everything() {
        return everything;
    }

    /** Whether this host is right wherever its name leads. */
    boolean host(String name) {
        return everything || hosts.contains(name);
    }

    boolean address(InetAddress address) {
        return everything
                || PublicAddresses.contains(address)
                || ranges.stream().anyMatch(range -> range.contains(address));
    }
}
