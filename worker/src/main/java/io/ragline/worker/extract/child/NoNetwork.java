package io.ragline.worker.extract.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a child from the network, whatever a document points to and whichever library would follow it: sockets, channels,
 * names and URLs of other machines are refused in the child's virtual machine. Where {@link Isolation} can, the operating
 * system sees to it once more.
 */
final class NoNetwork {
    private static final Set<String> REMOTE = Set.of("http", "https", "ftp", "mailto");

    private NoNetwork() {}

    /** What has to be said on the command line. */
    static List<String> options(Path home) {
        return List.of(
                "-Djava.net.useSystemProxies=false",
                // names are looked up in this file only, and it doesn't exist
                "-Djdk.net.hosts.file=" + home.resolve("hosts"),
                "-Djava.nio.channels.spi.SelectorProvider=" + NoChannels.class.getName(),
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=");
    }

    /** In the child, before it reads anything; only once. */
    // these are for protocols of one's own, but nothing else reaches sockets that a library makes
    @SuppressWarnings("deprecation")
    static void install() throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new UncheckedIOException(refused("socket"));
        });
        ServerSocket.setSocketFactory(() -> {
            throw new UncheckedIOException(refused("socket"));
        });
        DatagramSocket.setDatagramSocketImplFactory(() -> {
            throw new UncheckedIOException(refused("socket"));
        });
        URL.setURLStreamHandlerFactory(NoNetwork::handler);
    }

    private static @Nullable URLStreamHandler handler(String protocol) {
        return REMOTE.contains(protocol) ? new Refusing() : null;
    }

    static IOException refused(String what) {
        return new IOException("Nothing that a document points to is fetched (%s)".formatted(what));
    }

    private static final class Refusing extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw refused(url.getProtocol());
        }
    }
}
