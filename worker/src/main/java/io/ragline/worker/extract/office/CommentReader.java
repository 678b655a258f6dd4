package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The comments on a slide, in their older form (their text stands bare) and their newer one (in paragraphs). */
final class CommentReader extends DefaultHandler {
    private static final int MOST_TEXT = 1 << 20;

    private final CommentAuthors authors;
    private final List<String> found = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String author = "";
    private boolean inText;
    private int held;

    CommentReader(CommentAuthors authors) {
        this.authors = authors;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "cm", "reply" -> {
                keep();
                author = Objects.requireNonNullElse(attributes.getValue("authorId"), "");
            }
            case "text", "t" -> inText = true;
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
            case "text", "t" -> inText = false;
            case "p" -> text.append('\n');
            case "cm", "reply" -> keep();
            default -> {
                // looks
            }
        }
    }

    private void keep() {
        String clean = CleanText.of(text);
        if (!clean.isEmpty()) {
            String name = authors.names().get(author);
            found.add(name == null ? clean : name + ": " + clean);
        }
        text.setLength(0);
    }

    /** Each with its author in front. */
    List<String> found() {
        return found;
    }
}
