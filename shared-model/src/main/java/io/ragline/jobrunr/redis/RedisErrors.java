package io.ragline.jobrunr.redis;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jobrunr.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** Tells errors that pass by themselves from those that a person must look at, and words both. */
final class RedisErrors {

    private static final List<String> PASSING_REPLIES = List.of("MASTERDOWN", "TRYAGAIN", "CLUSTERDOWN", "NOREPLICAS");

    private RedisErrors() {}

    static Throwable unwrap(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = Objects.requireNonNull(cause.getCause());
        }
        return cause;
    }

    /** Whether trying again may help: Redis is away, starts, fails over, or did not answer in time. */
    static boolean passes(Throwable error) {
        if (error instanceof RedisCommandExecutionException reply) {
            return reply instanceof RedisLoadingException
                    || reply instanceof RedisBusyException
                    || reply instanceof RedisReadOnlyException
                    || PASSING_REPLIES.stream().anyMatch(message(reply)::startsWith);
        }
        // a connection that is reset, not closed, gives the network's own exception to whoever waits for a reply
        return error instanceof RedisException
                || error instanceof IOException
                || error instanceof CancellationException
                || error instanceof TimeoutException;
    }

    /** Whether the connection itself is in doubt, so that the next attempt needs a new one. */
    static boolean condemnsConnection(Throwable error) {
        return error instanceof RedisReadOnlyException
                || (passes(error) && !(error instanceof RedisCommandExecutionException));
    }

    static StorageException refused(Throwable error) {
        String message = message(error);
        if (message.contains("OOM command not allowed")) {
            return new OutOfMemoryStorageException(error);
        }
        return new StorageException("Redis refused a command: " + message, error);
    }

    static StorageException gaveUp(Duration after, Throwable error) {
        return new StorageException(
                "Redis did not answer for " + after.toSeconds() + " s: " + message(rootOf(error)), error);
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable error) {
        @Nullable String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
