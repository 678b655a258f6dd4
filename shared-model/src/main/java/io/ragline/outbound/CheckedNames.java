package io.ragline.outbound;

import io.ragline.model.Durations;
import io.ragline.model.RaglineException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the addresses of a host and lets them pass only if all of them may be connected to. Connect to what this gives,
 * without asking again: a name may lead to one address when it is checked and to another a moment later.
 */
public final class CheckedNames {
    private final OutboundUrls urls;
    private final NameLookup lookup;
    private final Duration patience;

    /** @param patience how long to wait for an answer; the system's own limit may be far longer */
    public CheckedNames(OutboundUrls urls, NameLookup lookup, Duration patience) {
        this.urls = urls;
        this.lookup = lookup;
        this.patience = patience;
    }

    /**
     * The addresses to connect to.
     *
     * @throws RaglineException if the host may not be connected to
     * @throws UnknownHostException if there is no such host, or if it can't be asked for now
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = ask(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        urls.checkAddresses(host, addresses);
        return addresses;
    }

    /** On a thread of its own, because a lookup can't be broken off. */
    private InetAddress[] ask(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> answer = new FutureTask<>(() -> lookup.addresses(host));
        Thread.ofPlatform().daemon().name("lookup-" + host).start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unknown(host, e.getCause());
        } catch (TimeoutException e) {
            throw unknown(host, new SocketTimeoutException("DNS did not answer within " + Durations.inWords(patience)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, new InterruptedIOException("The lookup was broken off"));
        }
    }

    private static UnknownHostException unknown(String host, @Nullable Throwable why) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(why);
        return unknown;
    }
}
