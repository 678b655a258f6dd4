package io.ragline.worker.extract.mail;

import io.ragline.model.DocumentInfo;
import io.ragline.worker.extract.page.CleanText;
import io.ragline.worker.extract.page.InfoBuilder;
import io.ragline.worker.extract.page.PageWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands at the top of a mail. */
record Letter(
        @Nullable String from,
        @Nullable String to,
        @Nullable String copy,
        @Nullable String date,
        @Nullable String subject,
        @Nullable Instant sent) {

    DocumentInfo info() {
        return new InfoBuilder().title(subject).author(from).created(sent).build();
    }

    void writeTo(PageWriter page) {
        if (subject != null) {
            page.heading(1, subject);
        }
        StringBuilder lines = new StringBuilder();
        line("From", from, lines);
        line("To", to, lines);
        line("Cc", copy, lines);
        line("Date", date, lines);
        line("Subject", subject, lines);
        page.paragraph(lines);
    }

    private static void line(String name, @Nullable String value, StringBuilder lines) {
        String clean = value == null ? "" : CleanText.line(value);
        if (!clean.isEmpty()) {
            lines.append(name).append(": ").append(clean).append('\n');
        }
    }
}
