package io.ragline.worker.index.qdrant;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that nobody has signed but itself.
 *
 * @param certificate PEM
 * @param key PEM
 */
record TestCertificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    static TestCertificate forLocalhost(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Path said = folder.resolve("keytool.txt");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(said));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(
                pem("CERTIFICATE", keys.getCertificate("server").getEncoded(), folder.resolve("server.crt")),
                pem(
                        "PRIVATE KEY",
                        keys.getKey("server", PASSWORD.toCharArray()).getEncoded(),
                        folder.resolve("server.key")));
    }

    private static Path pem(String what, byte[] der, Path file) throws Exception {
        return Files.writeString(
                file,
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(what, Base64.getMimeEncoder().encodeToString(der), what));
    }
}
