package io.ragline.bench.chaos.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in front of a server and resets connections at random places: in the middle of a request, or of a reply, so that
 * the client can't know whether what it asked for was done.
 */
public final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    /** So that some cuts fall into the first command and some long after. */
    private static final int MOST_KILOBYTES = 400;

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private final int target;
    private final Random random;
    private volatile boolean cutting;

    public CuttingProxy(int target, Random random) throws IOException {
        this.target = target;
        this.random = random;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on each connection is reset after a random number of bytes; those that are open, too. */
    public void cutFromNowOn() {
        cutting = true;
    }

    /** From now on what is said gets through. */
    public void behave() {
        cutting = false;
    }

    /** How many connections were reset. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pump(client, server));
            pump(server, client);
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        long budget = budget();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                if (cutting && budget < read) {
                    out.write(buffer, 0, (int) Math.max(0, budget));
                    out.flush();
                    cuts.incrementAndGet();
                    return;
                }
                budget = cutting ? budget - read : budget();
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // one side is gone, so the other follows
        } finally {
            close(from);
            close(to);
        }
    }

    /** Bytes until the cut. */
    private synchronized long budget() {
        return 1 + random.nextInt(1024 * (1 + random.nextInt(MOST_KILOBYTES)));
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(this::close);
    }
}
