package io.ragline.worker.extract.office;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.xml.sax.Attributes;

/** The comments on a slide, in their older form (their text stands bare) and their newer one (in paragraphs). */
final class CommentReader extends CommentText {
    private static final int MOST_TEXT = 1 << 20;

    private final CommentAuthors authors;
    private final List<String> found = new ArrayList<>();
    private String author = "";

    CommentReader(CommentAuthors authors) {
        super(MOST_TEXT);
        this.authors = authors;
    }

    @Override
    void start(String name, Attributes attributes) {
        if (isComment(name)) {
            keep();
            author = Objects.requireNonNullElse(attributes.getValue("authorId"), "");
        }
    }

    @Override
    void end(String name) {
        if (isComment(name)) {
            keep();
        } else if (name.equals("p")) {
            endLine();
        }
    }

    private static boolean isComment(String name) {
        return name.equals("cm") || name.equals("reply");
    }

    private void keep() {
        String said = take();
        if (!said.isEmpty()) {
            String name = authors.names().get(author);
            found.add(name == null ? said : name + ": " + said);
        }
    }

    /** Each with its author in front. */
    List<String> found() {
        return found;
    }
}
