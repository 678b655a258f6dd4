package io.ragline.worker.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A script of this package with the digest by which Redis knows it. */
record CacheScript(String source, String digest) {
    static final CacheScript GET = of(read("entry") + read("get"));
    static final CacheScript PUT = of(read("entry") + read("put"));
    static final CacheScript SIZE = of(read("size"));
    static final CacheScript CLAIM = of(read("claim"));
    static final CacheScript HOLD = of(read("hold"));

    private static CacheScript of(String source) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return new CacheScript(source, HexFormat.of().formatHex(sha1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static String read(String name) {
        try (InputStream file = CacheScript.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalStateException(name + ".lua is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
