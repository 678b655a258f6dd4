package io.ragline.worker.index.qdrant;

import io.ragline.filter.Field;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Where in the payload the numbers and times of a field stand: {@code number.<field>} and {@code time.<field>}, the field by a hash
 * of its name, since names may hold anything and paths may not.
 */
final class RangePaths {
    private static final int HEX_DIGITS = 16;

    private RangePaths() {}

    static String number(Field field) {
        return Payload.NUMBER + "." + key(field);
    }

    static String time(Field field) {
        return Payload.TIME + "." + key(field);
    }

    /** The last part of the path. */
    static String key(Field field) {
        byte[] digest = PointNames.sha256().digest(field.name().getBytes(StandardCharsets.UTF_8));
        return "f" + HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    }
}
