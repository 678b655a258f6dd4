package io.ragline.job;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Passwords of documents on their way from the upload to the worker that opens them. They are in no database and in no
 * log: only in Redis, encrypted (AES-GCM) with a key that Redis doesn't have, for as long as the document waits to be read and a
 * day at most.
 */
public final class DocumentPasswords {
    /** A document that waits longer has to be uploaded again. */
    public static final Duration KEEP = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(DocumentPasswords.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final StatefulRedisConnection<String, String> redis;
    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    public DocumentPasswords(StatefulRedisConnection<String, String> redis, SecretKey key) {
        this.redis = redis;
        this.key = key;
    }

    /**
     * Keeps the password of the document that the job is to read.
     *
     * @throws RaglineException {@code QUEUE_UNAVAILABLE} if Redis does not answer
     */
    public void keep(UUID jobId, String password) {
        try {
            redis.sync().set(name(jobId), encrypted(jobId, password), SetArgs.Builder.ex(KEEP));
        } catch (RedisException e) {
            throw new RaglineException(
                    ErrorCode.QUEUE_UNAVAILABLE, "Redis does not answer, so the password can't be passed on.", e);
        }
    }

    /**
     * The password that came with the document, if one did and it hasn't expired.
     *
     * @throws RaglineException {@code QUEUE_UNAVAILABLE} if Redis does not answer
     */
    public Optional<String> find(UUID jobId) {
        try {
            return Optional.ofNullable(redis.sync().get(name(jobId))).map(text -> decrypted(jobId, text));
        } catch (RedisException e) {
            throw new RaglineException(ErrorCode.QUEUE_UNAVAILABLE, "Redis does not answer.", e);
        }
    }

    /** The document was opened. */
    public void forget(UUID jobId) {
        try {
            redis.sync().del(name(jobId));
        } catch (RedisException e) {
            LOG.debugf(e, "The password of job %s stays until it expires", jobId);
        }
    }

    private static String name(UUID jobId) {
        return "{job-" + jobId + "}:password";
    }

    private String encrypted(UUID jobId, String password) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, jobId, nonce, password.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    private String decrypted(UUID jobId, String text) {
        byte[] both = Base64.getDecoder().decode(text);
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(crypt(Cipher.DECRYPT_MODE, jobId, nonce, sealed), StandardCharsets.UTF_8);
    }

    /** Bound to its job, so that one can't be put in another's place. */
    private byte[] crypt(int mode, UUID jobId, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(jobId.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new RaglineException(
                    ErrorCode.INTERNAL_ERROR,
                    "The password that came with the document can't be decrypted: API and worker need the same ragline.secret-key.",
                    e);
        }
    }
}
