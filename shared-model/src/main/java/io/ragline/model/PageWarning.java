package io.ragline.model;

import java.util.Objects;

/**
 * Something of one page that could not be read, while the rest of the document could.
 *
 * @param page counted from 1
 * @param code for programs, such as {@code PAGE_UNREADABLE}
 * @param detail for people
 */
public record PageWarning(int page, String code, String detail) {
    public PageWarning {
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
    }
}
