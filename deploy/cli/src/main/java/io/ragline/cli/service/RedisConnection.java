package io.ragline.cli.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Asks a Redis for a PONG: enough to know whether it is there, lets us in and has loaded its data. */
public final class RedisConnection implements ReadyCheck {

    private static final int TIMEOUT_MILLIS = 3_000;

    private final String host;
    private final int port;
    private final boolean tls;
    private final List<String> credentials;
    private final boolean certificates;

    RedisConnection(String host, int port) {
        this(host, port, false, List.of(), false);
    }

    private RedisConnection(String host, int port, boolean tls, List<String> credentials, boolean certificates) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.credentials = credentials;
        this.certificates = certificates;
    }

    /** From {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://} for TLS. */
    public static RedisConnection to(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw notAUrl(); // The exception repeats the address, and with it a password
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!List.of("redis", "rediss").contains(scheme) || uri.getHost() == null) {
            throw notAUrl();
        }
        return new RedisConnection(
                uri.getHost(),
                uri.getPort() < 0 ? 6379 : uri.getPort(),
                scheme.equals("rediss"),
                credentials(uri.getRawUserInfo()),
                false);
    }

    /** TLS takes certificates that only the worker and the API know how to read: they find out whether it is ready. */
    public static RedisConnection withCertificates(String url) {
        RedisConnection plain = to(url);
        return new RedisConnection(plain.host, plain.port, plain.tls, plain.credentials, true);
    }

    public String address() {
        return host + ":" + port;
    }

    @Override
    public Optional<String> whyNotReady() {
        if (certificates) {
            return Optional.empty();
        }
        try (Socket socket = connect();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            if (!credentials.isEmpty()) {
                String answer = ask(out, in, "AUTH", credentials);
                if (!answer.equals("+OK")) {
                    return Optional.of(answer);
                }
            }
            String answer = ask(out, in, "PING", List.of());
            return answer.equals("+PONG") ? Optional.empty() : Optional.of(answer);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = tls ? SSLSocketFactory.getDefault().createSocket() : new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String ask(OutputStream out, BufferedReader in, String command, List<String> arguments)
            throws IOException {
        var request = new StringBuilder("*" + (1 + arguments.size()) + "\r\n");
        appendBulk(request, command);
        arguments.forEach(argument -> appendBulk(request, argument));
        out.write(request.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        String answer = in.readLine();
        return answer == null ? "closed the connection" : answer;
    }

    private static void appendBulk(StringBuilder request, String word) {
        request.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
        request.append(word).append("\r\n");
    }

    private static List<String> credentials(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return List.of();
        }
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? "" : userInfo.substring(0, colon));
        String password = decode(userInfo.substring(colon + 1));
        return user.isEmpty() ? List.of(password) : List.of(user, password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ServiceException notAUrl() {
        return new ServiceException(
                "RAGLINE_REDIS_URL is not of the form redis://[user:password@]host[:port][/database] (or rediss:// for TLS).");
    }
}
