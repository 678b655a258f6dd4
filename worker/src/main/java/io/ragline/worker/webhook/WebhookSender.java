package io.ragline.worker.webhook;

import io.ragline.model.Durations;
import io.ragline.model.RaglineException;
import io.ragline.outbound.CheckedNames;
import io.ragline.outbound.NameLookup;
import io.ragline.outbound.OutboundUrls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Posts a message to a receiver, wherever that may be and whatever it does. Goes along with redirects that keep the request as
 * it is (307, 308), a few times; where each leads is checked like the first URL, and none leads from https to http.
 */
final class WebhookSender implements AutoCloseable {
    private static final int MAX_REDIRECTS = 3;
    private static final int MAX_REASON = 200;

    private final OutboundUrls urls;
    private final Duration timeout;
    private final PinnedHttp http;

    /** @param timeout for all of an attempt */
    WebhookSender(OutboundUrls urls, NameLookup lookup, Duration timeout) {
        this.urls = urls;
        this.timeout = timeout;
        this.http = new PinnedHttp(new CheckedNames(urls, lookup, timeout), timeout);
    }

    /** A redirect that we don't follow. */
    private static final class MisdirectedException extends Exception {
        private static final long serialVersionUID = 1L;

        MisdirectedException(String why) {
            super(why);
        }
    }

    /** Posts, and says what came of it; whatever a receiver does wrong is an outcome, never an exception. */
    Outcome send(String url, Map<String, String> headers, byte[] body) {
        try {
            return follow(urls.check(url), headers, body, System.nanoTime() + timeout.toNanos());
        } catch (RaglineException e) {
            return new Outcome.Refused(e);
        } catch (IOException e) {
            return new Outcome.Unreachable(reason(e));
        }
    }

    private Outcome follow(URI first, Map<String, String> headers, byte[] body, long deadline) throws IOException {
        URI target = first;
        Reply reply = http.post(target, headers, body, left(deadline));
        try {
            for (int redirects = 1; reply.redirects(); redirects++) {
                target = next(target, reply, redirects);
                reply = http.post(target, headers, body, left(deadline));
            }
        } catch (MisdirectedException e) {
            return new Outcome.Misdirected(reply.status(), String.valueOf(e.getMessage()));
        }
        return new Outcome.Answered(reply.status(), reply.body(), reply.retryAfter());
    }

    private URI next(URI from, Reply reply, int redirects) throws MisdirectedException {
        if (redirects > MAX_REDIRECTS) {
            throw new MisdirectedException("The receiver redirected more than %d times.".formatted(MAX_REDIRECTS));
        }
        if (reply.location() == null) {
            throw new MisdirectedException("The receiver redirected without saying where.");
        }
        URI to = urls.check(resolve(from, reply.location()));
        if (isHttps(from) && !isHttps(to)) {
            throw new MisdirectedException("The receiver redirected from https to http.");
        }
        return to;
    }

    private static String resolve(URI from, String location) throws MisdirectedException {
        try {
            return from.resolve(location).toString();
        } catch (IllegalArgumentException e) {
            throw new MisdirectedException("The receiver redirected to what is no URL.");
        }
    }

    private static boolean isHttps(URI uri) {
        return "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
    }

    private Duration left(long deadline) throws SocketTimeoutException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.toMillis() <= 0) {
            throw new SocketTimeoutException("No answer within " + Durations.inWords(timeout));
        }
        return left;
    }

    /** In words of our own: those of the libraries name addresses of the network that Ragline runs in. */
    private String reason(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "The receiver's name can't be resolved.";
            case SocketTimeoutException late ->
                "The receiver did not answer within %s.".formatted(Durations.inWords(timeout));
            case ConnectException refused -> "The receiver can't be connected to.";
            case SSLException tls -> shortened("There is no secure connection to the receiver: " + tls.getMessage());
            default ->
                "The connection to the receiver broke (%s)."
                        .formatted(e.getClass().getSimpleName());
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
    }

    @Override
    public void close() {
        http.close();
    }
}
