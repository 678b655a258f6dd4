package io.ragline.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host: {@link InetAddress#getAllByName}, or what a test puts in its place. */
@FunctionalInterface
public interface NameLookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
}
