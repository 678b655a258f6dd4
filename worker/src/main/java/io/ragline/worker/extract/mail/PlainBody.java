package io.ragline.worker.extract.mail;

import io.ragline.worker.extract.page.PageWriter;

/** Writes the text of a mail: paragraphs are what blank lines part; breaks within them stay, as mails are wrapped by hand. */
final class PlainBody {
    private PlainBody() {}

    static void write(String text, PageWriter page) {
        StringBuilder paragraph = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isBlank()) {
                page.paragraph(paragraph);
                paragraph.setLength(0);
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : "\n").append(line);
            }
        }
        page.paragraph(paragraph);
    }
}
