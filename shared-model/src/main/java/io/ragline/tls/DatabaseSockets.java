package io.ragline.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * What PostgreSQL's driver speaks TLS with, once for each connection. The driver's own takes keys in another form than everybody
 * else, and one of a kind that it has to be told. It names this class by {@code sslfactory}, and still checks the server's name itself.
 */
public final class DatabaseSockets extends WrappedFactory {
    static final String SETTING = "ragline.db.tls";

    /**
     * By reflection, from the driver.
     *
     * @param connection the connection's properties: {@code sslrootcert}, {@code sslcert}, {@code sslkey}
     * @throws IllegalArgumentException naming the setting whose file is of no use
     */
    public DatabaseSockets(Properties connection) throws GeneralSecurityException {
        PemFiles files = new PemFiles(SETTING, new Named(connection));
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] identity =
                files.identity().map(KeyManagerFactory::getKeyManagers).orElse(new KeyManager[0]);
        Optional<TrustManager[]> trust = files.trust().map(TrustManagerFactory::getTrustManagers);
        context.init(identity, trust.isPresent() ? trust.get() : jdk().getTrustManagers(), null);
        this.factory = context.getSocketFactory();
    }

    private static TrustManagerFactory jdk() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        return trust;
    }

    private record Named(Properties connection) implements TlsFiles {
        @Override
        public Optional<Path> ca() {
            return file("sslrootcert");
        }

        @Override
        public Optional<Path> cert() {
            return file("sslcert");
        }

        @Override
        public Optional<Path> key() {
            return file("sslkey");
        }

        private Optional<Path> file(String property) {
            return Optional.ofNullable(connection.getProperty(property)).map(Path::of);
        }
    }
}
