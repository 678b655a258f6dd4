package io.ragline.worker.index.qdrant;

import io.ragline.filter.Field;
import io.ragline.filter.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Attributes as keywords of one payload field, whatever names callers give to their metadata: a payload field and its index for
 * each name would let an upload with ten thousand names slow down everybody. A keyword is the kind of value, the length of the
 * field's name, the name and the value, so that no two mean the same.
 */
final class AttributeKeywords {
    /** The index of keywords is in memory. */
    private static final int MAX_TEXT_BYTES = 200;

    private AttributeKeywords() {}

    /** The field has this value. */
    static String of(Field field, Value value) {
        return switch (value) {
            case Value.Text(String text) -> text(field, text);
            case Value.Number(double number) -> keyword('n', field, Double.toString(number));
            case Value.Flag(boolean flag) -> keyword('b', field, Boolean.toString(flag));
            case Value.Time time -> keyword('z', field, time.time().toString());
        };
    }

    /** The field has a value. */
    static String exists(Field field) {
        return keyword('e', field, "");
    }

    private static String keyword(char kind, Field field, String value) {
        return kind + "" + field.name().length() + ":" + field.name() + "=" + value;
    }

    /** A long text is known by its digest. */
    private static String text(Field field, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= MAX_TEXT_BYTES
                ? keyword('t', field, text)
                : keyword(
                        'h', field, HexFormat.of().formatHex(PointNames.sha256().digest(utf8)));
    }
}
