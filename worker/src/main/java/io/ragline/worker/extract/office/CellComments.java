package io.ragline.worker.extract.office;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.xml.sax.Attributes;

/** The comments on a sheet's cells, by the cells' places ({@code B7}). */
final class CellComments extends CommentText {
    private static final int MOST_TEXT = 4 << 20;

    private final Map<String, String> comments = new HashMap<>();
    private String place = "";

    private CellComments() {
        super(MOST_TEXT);
    }

    /** The newer kind, of which the older one is a copy then, with a notice about old programs. */
    static Map<String, String> of(OfficePackage office, String sheet) throws IOException {
        List<String> threads = office.byType(sheet, "threadedComment").toList();
        CellComments reader = new CellComments();
        for (String part : threads.isEmpty() ? office.byType(sheet, "comments").toList() : threads) {
            office.parse(part, reader);
        }
        return reader.comments;
    }

    @Override
    void start(String name, Attributes attributes) {
        if (isComment(name)) {
            place = Objects.requireNonNullElse(attributes.getValue("ref"), "");
            take();
        }
    }

    @Override
    void end(String name) {
        String said = isComment(name) ? take() : "";
        if (!said.isEmpty()) {
            comments.merge(place, said, (before, more) -> before + "\n" + more);
        }
    }

    private static boolean isComment(String name) {
        return name.equals("comment") || name.equals("threadedComment");
    }
}
