package io.ragline.worker.extract.office;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.container.EmbeddedObject;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a part of an Office file shows from other parts: charts, diagrams, embedded files. Nothing outside of the file. */
final class Insertions {
    private final OfficePackage office;
    private final Map<String, Relationship> relationships;
    private final PageWriter page;
    private final Attachments attachments;
    private final Set<String> done = new HashSet<>();

    Insertions(OfficePackage office, String part, PageWriter page, Attachments attachments) throws IOException {
        this.office = office;
        this.relationships = office.relationships(part);
        this.page = page;
        this.attachments = attachments;
    }

    /** The part that the id leads to; null if it leads nowhere, or out of the file, or was shown already. */
    private @Nullable String fresh(@Nullable String id) {
        Relationship relationship = id == null ? null : relationships.get(id);
        return relationship == null
                        || relationship.external()
                        || !office.has(relationship.target())
                        || !done.add(relationship.target())
                ? null
                : relationship.target();
    }

    /** Writes a chart as a table. */
    void chart(@Nullable String id) {
        read(fresh(id), part -> {
            ChartReader chart = new ChartReader();
            office.parse(part, chart);
            chart.writeTo(page);
        });
    }

    /** Writes the words of a diagram (SmartArt). */
    void diagram(@Nullable String id) {
        read(fresh(id), part -> {
            DrawingText text = new DrawingText();
            office.parse(part, text);
            text.paragraphs().forEach(page::paragraph);
        });
    }

    /** Has an embedded file read behind the document. */
    void embedded(@Nullable String id) {
        read(fresh(id), part -> {
            try (InputStream content = office.open(part)) {
                if (content != null) {
                    EmbeddedObject.attach(
                            part.substring(part.lastIndexOf('/') + 1), page.number(), content, attachments);
                }
            }
        });
    }

    /** All embedded files that haven't been met yet. */
    void otherEmbedded() {
        for (Relationship each : relationships.values()) {
            if (each.type().equals("package") || each.type().equals("oleObject")) {
                embedded(each.id());
            }
        }
    }

    private void read(@Nullable String part, Reading reading) {
        if (part == null) {
            return;
        }
        try {
            reading.read(part);
        } catch (IOException e) {
            page.warn(PageWarnings.unreadable(
                    Math.max(1, page.number()), part.substring(part.lastIndexOf('/') + 1), Damage.of(e)));
        }
    }

    private interface Reading {
        void read(String part) throws IOException;
    }
}
