package io.ragline.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its bearer has it: {@code rl_}, 12 letters and digits that name it, and 43 that are its secret, of 256 random bits.
 *
 * @param publicId finds it
 * @param secret proves it; never in a log, nor in a database
 */
record KeyText(String publicId, String secret) {
    private static final Pattern FORM = Pattern.compile("rl_([0-9A-Za-z]{12})([0-9A-Za-z]{43})");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Another one each time. */
    static KeyText random() {
        return new KeyText(letters(ID_LENGTH), letters(SECRET_LENGTH));
    }

    private static String letters(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** Reads a key; empty if it has not the form of one. */
    static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The whole key, to be shown once. */
    String whole() {
        return "rl_" + publicId + secret;
    }

    /** What is kept of the secret. */
    byte[] secretSha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Compares in constant time, so that timing tells nothing of the secret. */
    boolean matches(byte[] sha256) {
        return MessageDigest.isEqual(secretSha256(), sha256);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "rl_" + publicId + "…";
    }
}
