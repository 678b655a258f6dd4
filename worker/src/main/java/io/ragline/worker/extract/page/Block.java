package io.ragline.worker.extract.page;

import io.ragline.model.TextBlock.Kind;

/** A piece of text before it is known where it goes: to the page, or into a cell. */
public record Block(Kind kind, int level, String text) {

    public static Block paragraph(String text) {
        return new Block(Kind.PARAGRAPH, 0, text);
    }

    /** As what it is; a table that was written as text is a paragraph. */
    public void writeTo(PageWriter page) {
        switch (kind) {
            case HEADING -> page.heading(level, text);
            case PARAGRAPH, TABLE -> page.paragraph(text);
            case LIST_ITEM -> page.listItem(text);
            case CODE -> page.code(text);
            case IMAGE -> page.image(text);
        }
    }
}
