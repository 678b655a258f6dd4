package io.ragline.worker.extract.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server on a port of this machine that counts who connects, and answers so that a client is content. */
final class ListeningServer implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    ListeningServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                connections.incrementAndGet();
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<a/>"
                                .getBytes(StandardCharsets.US_ASCII));
                // until the client has what it wants: closing at once could cost it the answer
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    continue;
                }
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How often somebody connected. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
