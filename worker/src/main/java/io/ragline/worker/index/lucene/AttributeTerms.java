package io.ragline.worker.index.lucene;

import io.ragline.filter.Field;
import io.ragline.filter.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.StringHelper;

/**
 * Attributes in the terms and points of one Lucene field each, whatever names callers give to their metadata: a Lucene field for
 * each name would let an upload with ten thousand names slow down everybody.
 */
final class AttributeTerms {
    /** Lucene refuses terms of more than 32,766 bytes. */
    private static final int MAX_TEXT_BYTES = 8_192;

    private AttributeTerms() {}

    /** The field has this value. */
    static BytesRef of(Field field, Value value) {
        return switch (value) {
            case Value.Text(String text) -> term(field, 't', text);
            case Value.Number(double number) -> term(field, 'n', Double.toString(number));
            case Value.Flag(boolean flag) -> term(field, 'b', Boolean.toString(flag));
            case Value.Time time -> term(field, 'z', time.time().toString());
        };
    }

    /** The field has a value. */
    static BytesRef exists(Field field) {
        return term(field, 'e', "");
    }

    /** Which field a point is of; two in 2⁶⁴. */
    static long hash(Field field) {
        long[] hash = StringHelper.murmurhash3_x64_128(new BytesRef(field.name()));
        return hash[0];
    }

    /** Orders as the numbers do. */
    static long sortable(double number) {
        return NumericUtils.doubleToSortableLong(number);
    }

    private static BytesRef term(Field field, char kind, String value) {
        return new BytesRef(field.name() + '\0' + kind + shortened(value));
    }

    /** A text too long for a term is known by its digest. */
    private static String shortened(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= MAX_TEXT_BYTES) {
            return text;
        }
        try {
            return '\0'
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
