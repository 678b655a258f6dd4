package io.ragline.jobrunr.redis;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and Redis and misbehaves as networks do. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repliesToLose = new AtomicInteger();
    private final AtomicInteger repliesToReset = new AtomicInteger();
    private final int redisPort;
    private volatile boolean silent;

    TcpProxy(int redisPort) throws IOException {
        this.redisPort = redisPort;
        Thread.ofVirtual().start(this::accept);
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", listener.getLocalPort());
    }

    /** The next reply never arrives: its connection is reset instead. */
    void loseNextReply() {
        repliesToLose.set(1);
    }

    /** The next reply never arrives: its connection is cut off by a reset, as by a firewall or a crashed machine. */
    void resetNextReply() {
        repliesToReset.set(1);
    }

    /** Connections made so far stay open and carry nothing any more; new ones work. */
    void goSilent() {
        silent = true;
    }

    boolean hasLostReply() {
        return repliesToLose.get() == 0 && repliesToReset.get() == 0;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
                sockets.add(client);
                sockets.add(redis);
                Channel channel = new Channel(client, redis);
                silent = false;
                Thread.ofVirtual().start(() -> channel.pump(client, redis, false));
                Thread.ofVirtual().start(() -> channel.pump(redis, client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private final class Channel {
        private final Socket client;
        private final Socket redis;
        private boolean dead;

        Channel(Socket client, Socket redis) {
            this.client = client;
            this.redis = redis;
        }

        private boolean isDue(AtomicInteger count) {
            return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }

        private void end() throws IOException {
            client.close();
            redis.close();
        }

        void pump(Socket from, Socket to, boolean replies) {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    dead |= silent;
                    if (dead) {
                        continue;
                    }
                    if (replies && isDue(repliesToReset)) {
                        client.setSoLinger(true, 0); // closing then sends a reset
                        end();
                        return;
                    }
                    if (replies && isDue(repliesToLose)) {
                        end();
                        return;
                    }
                    out.write(buffer, 0, read);
                    out.flush();
                }
            } catch (IOException e) {
                // one side is gone, so the other follows
            }
        }
    }
}
