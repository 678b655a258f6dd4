package io.ragline.worker.extract.office;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.page.CleanText;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The footnotes, endnotes or comments of a Word document, by id. They are held: the text that they belong to comes later. */
final class WordNotes extends DefaultHandler {
    private static final int MOST_TEXT = 16 << 20;

    private final Map<String, String> notes = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String id;
    private @Nullable String author;
    private int skipped;
    private boolean inText;
    private int held;

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (skipped > 0 || name.equals("Fallback") || name.equals("del") || name.equals("moveFrom")) {
            skipped++;
            return;
        }
        switch (name) {
            case "footnote", "endnote", "comment" -> {
                id = Objects.requireNonNullElse(Word.attribute(attributes, "id"), "");
                author = Word.attribute(attributes, "author");
                text.setLength(0);
            }
            case "t" -> inText = true;
            case "tab" -> text.append(' ');
            case "br", "cr" -> text.append('\n');
            case "noBreakHyphen" -> text.append('-');
            default -> {
                // looks
            }
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (inText && skipped == 0) {
            held += length;
            if (held > MOST_TEXT) {
                throw new RaglineException(
                        ErrorCode.DOCUMENT_TOO_LARGE,
                        "The notes of the document have more than %,d characters".formatted(MOST_TEXT));
            }
            text.append(characters, from, length);
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (skipped > 0) {
            skipped--;
            return;
        }
        switch (name) {
            case "t" -> inText = false;
            case "p" -> text.append('\n');
            case "footnote", "endnote", "comment" -> keep();
            default -> {
                // looks
            }
        }
    }

    private void keep() {
        String clean = CleanText.of(text);
        if (id != null && !clean.isEmpty()) {
            notes.put(id, author == null || author.isBlank() ? clean : author + ": " + clean);
        }
        id = null;
    }

    /** Of a comment, with its author in front; null if there is none of that id. */
    @Nullable
    String get(String noteId) {
        return notes.get(noteId);
    }
}
