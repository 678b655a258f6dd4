package io.ragline.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What is to be marked on a page: places, and texts that are looked for on it.
 *
 * @param boxes places, as citations give them
 * @param quotes words that stand on the page
 */
public record Highlight(List<Box> boxes, List<String> quotes) {
    /** Nothing is marked. */
    public static final Highlight NONE = new Highlight(List.of(), List.of());

    public Highlight {
        boxes = List.copyOf(boxes);
        quotes = List.copyOf(quotes);
        if (quotes.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A quote has at least one word");
        }
    }

    /** Whether nothing is marked. */
    public boolean marksNothing() {
        return boxes.isEmpty() && quotes.isEmpty();
    }

    /** A name for it: the same for the same places and texts, in whatever order; empty for {@link #NONE}. */
    public String key() {
        if (marksNothing()) {
            return "";
        }
        MessageDigest digest = sha256();
        boxes.stream()
                .map(box -> "%s,%s,%s,%s".formatted(box.x(), box.y(), box.width(), box.height()))
                .sorted()
                .distinct()
                .forEach(box -> add(digest, "box", box));
        quotes.stream().sorted().distinct().forEach(quote -> add(digest, "quote", quote));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length, so that no two lists can read the same. */
    private static void add(MessageDigest digest, String kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
