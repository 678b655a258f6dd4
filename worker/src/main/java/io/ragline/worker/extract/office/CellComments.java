package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.CleanText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The comments on a sheet's cells, by the cells' places ({@code B7}). */
final class CellComments extends DefaultHandler {
    private static final int MOST_TEXT = 4 << 20;

    private final Map<String, String> comments = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private String place = "";
    private boolean inText;
    private int held;

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
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "comment", "threadedComment" -> {
                place = Objects.requireNonNullElse(attributes.getValue("ref"), "");
                text.setLength(0);
            }
            case "t" -> inText = true;
            case "text" -> inText = true; // of the newer kind; around others, only white space
            default -> {
                // looks
            }
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (inText && held < MOST_TEXT) {
            held += length;
            text.append(characters, from, length);
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "t", "text" -> inText = false;
            case "comment", "threadedComment" -> {
                String clean = CleanText.of(text);
                if (!clean.isEmpty()) {
                    comments.merge(place, clean, (before, more) -> before + "\n" + more);
                }
            }
            default -> {
                // looks
            }
        }
    }
}
