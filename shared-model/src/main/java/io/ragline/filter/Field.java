package io.ragline.filter;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that is known of a document or chunk and that a search can be limited by.
 *
 * @param name as callers write it: {@code filename}, {@code type}, {@code page}, {@code created}, or {@code metadata.} and a
 *     name of the caller's
 */
public record Field(String name) {
    /** The document's name; text. */
    public static final Field FILENAME = new Field("filename");

    /** What kind of file it is, as a media type and in short ({@code pdf}); text in lower case. */
    public static final Field TYPE = new Field("type");

    /** The pages that the chunk stands on, counted from 1; numbers. */
    public static final Field PAGE = new Field("page");

    /** When the document was first accepted; a time. */
    public static final Field CREATED = new Field("created");

    private static final String METADATA = "metadata.";

    public Field {
        Objects.requireNonNull(name);
    }

    /** A name of the caller's. */
    public static Field metadata(String name) {
        return new Field(METADATA + name);
    }

    /** The field that callers mean by a name, if there is one. */
    public static Optional<Field> named(String name) {
        Field field = new Field(name);
        boolean known = field.isMetadata()
                ? name.length() > METADATA.length()
                : field.equals(FILENAME) || field.equals(TYPE) || field.equals(PAGE) || field.equals(CREATED);
        return known ? Optional.of(field) : Optional.empty();
    }

    public boolean isMetadata() {
        return name.startsWith(METADATA);
    }
}
