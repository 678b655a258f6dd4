package io.ragline.job;

import io.ragline.testing.TestAuthority.Identity;
import io.ragline.tls.PemFiles;
import io.ragline.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS for a server that can't, and lets in only who shows a certificate of the same authority. */
final class TlsTunnel implements AutoCloseable {
    private final SSLServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;

    TlsTunnel(Identity identity, int target) throws Exception {
        PemFiles files = new PemFiles("tunnel", new Files(identity));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                files.identity().orElseThrow().getKeyManagers(),
                files.trust().orElseThrow().getTrustManagers(),
                null);
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    private record Files(Identity identity) implements TlsFiles {
        @Override
        public Optional<Path> ca() {
            return Optional.of(identity.ca());
        }

        @Override
        public Optional<Path> cert() {
            return Optional.of(identity.certificate());
        }

        @Override
        public Optional<Path> key() {
            return Optional.of(identity.key());
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server));
                Thread.ofVirtual().start(() -> pump(server, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is gone or was refused, so the other follows
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
