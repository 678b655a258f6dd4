package io.ragline.api.http;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ends, as text that callers hand back for the next one. Ids sort by time, so one id says it all. */
public final class PageCursor {
    private static final int BYTES = 16;

    private PageCursor() {}

    /** The cursor of a page that ends with that id. */
    public static String behind(UUID id) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The id that a page is to begin behind.
     *
     * @throws BadFieldException if it is no cursor
     */
    public static @Nullable UUID read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        byte[] bytes = decode(cursor);
        if (bytes.length != BYTES) {
            throw invalid();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static BadFieldException invalid() {
        return new BadFieldException("cursor", "cursor is the nextCursor of the page before, or left out.");
    }
}
