package io.ragline.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** What stands in the files of {@link TlsFiles}, as Java's TLS wants it. They are read anew each time, so renewed ones are used. */
public final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS_OF_KEY = List.of("RSA", "EC", "EdDSA");
    /** Of a key store in memory, that nobody else sees. */
    private static final char[] NO_SECRET = {};

    private final String setting;
    private final TlsFiles files;

    /**
     * Looks at nothing yet.
     *
     * @param setting what the settings' names begin with, for messages: {@code ragline.redis.tls}
     * @throws IllegalArgumentException if there is a certificate without its key, or a key without its certificate
     */
    public PemFiles(String setting, TlsFiles files) {
        if (files.cert().isPresent() != files.key().isPresent()) {
            throw new IllegalArgumentException(
                    "%s.cert and %s.key are needed both, or neither".formatted(setting, setting));
        }
        this.setting = setting;
        this.files = files;
    }

    /** Whether there is any. */
    public boolean isAny() {
        return files.ca().isPresent() || files.cert().isPresent();
    }

    /**
     * Those who are trusted; none for the JDK's.
     *
     * @throws IllegalArgumentException naming the setting whose file is of no use
     */
    public Optional<TrustManagerFactory> trust() {
        return files.ca()
                .map(file -> read("ca", file, () -> {
                    KeyStore trusted = empty();
                    int count = 0;
                    for (Certificate certificate : certificates(file)) {
                        trusted.setCertificateEntry("ca-" + count++, certificate);
                    }
                    TrustManagerFactory trust =
                            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                    trust.init(trusted);
                    return trust;
                }));
    }

    /**
     * What proves who we are; none if nothing does.
     *
     * @throws IllegalArgumentException naming the setting whose file is of no use
     */
    public Optional<KeyManagerFactory> identity() {
        if (files.cert().isEmpty() || files.key().isEmpty()) {
            return Optional.empty();
        }
        Path certFile = files.cert().get();
        Path keyFile = files.key().get();
        Certificate[] chain =
                read("cert", certFile, () -> certificates(certFile).toArray(new Certificate[0]));
        return Optional.of(read("key", keyFile, () -> {
            KeyStore keys = empty();
            keys.setKeyEntry("ragline", privateKey(Files.readString(keyFile)), NO_SECRET, chain);
            KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            identity.init(keys, NO_SECRET);
            return identity;
        }));
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            return found;
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        Matcher found = KEY.matcher(pem);
        if (!found.find()) {
            throw new GeneralSecurityException(
                    "it holds no unencrypted key in PKCS 8, which 'openssl pkcs8 -topk8 -nocrypt' makes of others");
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(1));
        for (String kind : KINDS_OF_KEY) {
            Optional<PrivateKey> key = ofKind(kind, der);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new GeneralSecurityException("its key is none of " + KINDS_OF_KEY);
    }

    /** A key tells its kind only to the factory of that kind. */
    private static Optional<PrivateKey> ofKind(String kind, byte[] der) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(kind);
        try {
            return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    private interface Reading<T> {
        T read() throws GeneralSecurityException, IOException;
    }

    private <T> T read(String which, Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "%s.%s: the file %s can't be used: %s".formatted(setting, which, file, reason(e)), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof GeneralSecurityException && e.getMessage() != null ? e.getMessage() : e.toString();
    }
}
