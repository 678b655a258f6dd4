package io.ragline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test, by the JDK's keytool. */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    /** What an end of a connection shows, and the authority that vouches for it; all PEM. */
    public record Identity(Path ca, Path certificate, Path key) {}

    /** In a folder of its own. */
    public TestAuthority(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        generate("ca", "CN=Authority in " + folder.getFileName(), "EC", List.of("-ext", "bc:c"));
        write(ca(), "CERTIFICATE", keys().getCertificate("ca").getEncoded());
    }

    /** The authority's own certificate. */
    public Path ca() {
        return folder.resolve("ca.pem");
    }

    /**
     * Vouches for somebody.
     *
     * @param name the common name; a server moreover answers to localhost and 127.0.0.1
     * @param algorithm {@code RSA} or {@code EC}
     */
    public Identity issue(String name, String algorithm) throws Exception {
        generate(name, "CN=" + name, algorithm, List.of());
        Path request = folder.resolve(name + ".csr");
        Path signed = folder.resolve(name + ".pem");
        keytool(List.of("-certreq", "-alias", name, "-file", request.toString()));
        keytool(List.of(
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString()));
        Path key = folder.resolve(name + ".key");
        write(key, "PRIVATE KEY", keys().getKey(name, PASSWORD.toCharArray()).getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return new Identity(ca(), signed, key);
    }

    private void generate(String alias, String name, String algorithm, List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-dname", name, "-keyalg", algorithm, "-validity", "30"));
        arguments.addAll(more);
        keytool(arguments);
    }

    private void keytool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path said = folder.resolve("keytool.txt");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(Files.readString(said));
        }
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void write(Path file, String what, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(what, Base64.getMimeEncoder().encodeToString(der), what));
    }
}
