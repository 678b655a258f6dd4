package io.ragline.outbound;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says which URLs that a caller named may be connected to, so that nobody reaches through Ragline what stands beside it: its
 * database, its cloud's metadata, its neighbours. Check a URL when it is given ({@link #check(String)}), and the addresses
 * behind it at the moment of connecting ({@link CheckedNames}), because a name may lead elsewhere by then.
 */
public final class OutboundUrls {
    /** The longest URL that is taken, in characters. */
    public static final int MAX_LENGTH = 2000;

    private static final int MAX_PORT = 65_535;
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");
    /** Names that stand for a machine of one's own wherever one is. */
    private static final List<String> LOCAL_SUFFIXES = List.of(
            ".localhost",
            ".local",
            ".localdomain",
            ".internal",
            ".intranet",
            ".intern",
            ".private",
            ".corp",
            ".home",
            ".lan",
            ".home.arpa",
            ".arpa");

    private final AllowedTargets allowed;
    private final ErrorCode code;

    /** @param code what a refusal is called */
    public OutboundUrls(AllowedTargets allowed, ErrorCode code) {
        this.allowed = allowed;
        this.code = code;
    }

    /**
     * The URL, if it may be connected to as far as can be seen without asking DNS.
     *
     * @throws RaglineException with the code that refusals have here, and a detail fit for the caller
     */
    public URI check(String url) {
        if (url.length() > MAX_LENGTH) {
            throw refused("The URL has %d characters, the limit is %d.".formatted(url.length(), MAX_LENGTH));
        }
        URI uri = parse(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("The URL must begin with https:// or http://.");
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (authority.indexOf('@') >= 0) {
            throw refused("The URL must not hold a user name or password.");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw refused(
                    isNumeric(withoutPort(authority).toLowerCase(Locale.ROOT))
                            ? unusualForm(withoutPort(authority))
                            : "The URL does not name a host that can be used.");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw refused("The URL's port must be 1 to %d.".formatted(MAX_PORT));
        }
        checkHost(uri.getHost());
        return uri;
    }

    /** Never with the parser's message or as its cause: they quote the URL, which may hold secrets. */
    private URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refused("This is no URL like https://example.com/hook (see its character %d)."
                    .formatted(Math.max(0, e.getIndex()) + 1));
        }
    }

    private static String withoutPort(String authority) {
        return authority.replaceFirst(":\\d*$", "");
    }

    private void checkHost(String given) {
        String host = plain(given);
        if (host.startsWith("[")) {
            checkLiteral(given, host.substring(1, host.length() - 1));
        } else if (isNumeric(host)) {
            checkLiteral(given, host);
        } else if (isLocal(host) && !allowed.host(host)) {
            throw refused("'%s' is a name within a network, not on the Internet.".formatted(given));
        }
    }

    private void checkLiteral(String given, String text) {
        InetAddress address = AddressLiteral.parse(text).orElseThrow(() -> refused(unusualForm(given)));
        boolean wrapped = address instanceof Inet4Address && text.indexOf(':') >= 0;
        if ((wrapped && !allowed.everything()) || !allowed.address(address)) {
            throw refused("'%s' is not an address on the Internet.".formatted(given));
        }
    }

    private static String unusualForm(String host) {
        return "'%s' is not the usual form of an address.".formatted(host);
    }

    /** Whether those who parse generously would take the host for a number: {@code 2130706433}, {@code 0x7f.1}. */
    static boolean isNumeric(String host) {
        return NUMERIC.matcher(host).matches();
    }

    /** A name without a dot is looked up in the search domains of the network that Ragline runs in. */
    private static boolean isLocal(String host) {
        return host.indexOf('.') < 0 || LOCAL_SUFFIXES.stream().anyMatch(host::endsWith);
    }

    /** In lower case, without the dot that a full name may end in. */
    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * Whether a host that leads to these addresses may be connected to. One wrong address among them is one too many.
     *
     * @throws RaglineException if not; its detail never tells the addresses, which may be a secret of the network
     */
    void checkAddresses(String given, InetAddress[] addresses) {
        if (allowed.host(plain(given))) {
            return;
        }
        for (InetAddress address : addresses) {
            if (!allowed.address(address)) {
                throw refused("'%s' leads to an address that is not on the Internet.".formatted(given));
            }
        }
    }

    private RaglineException refused(String detail) {
        return new RaglineException(code, detail);
    }

    /** As much of a URL as may stand in a log: what follows the path may hold secrets. */
    public static String forLogs(String url) {
        int end = url.length();
        for (char delimiter : new char[] {'?', '#'}) {
            int at = url.indexOf(delimiter);
            end = at < 0 ? end : Math.min(end, at);
        }
        return url.substring(0, end).replaceFirst("//[^/]*@", "//").replaceAll("\\p{Cntrl}", " ");
    }
}
