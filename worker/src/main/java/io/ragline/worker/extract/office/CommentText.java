package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.CleanText;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Gathers what comments say: the text of {@code t} elements, or of a {@code text} element where it stands bare. */
abstract class CommentText extends DefaultHandler {
    private final int most;
    private final StringBuilder text = new StringBuilder();
    private boolean inText;
    private int held;

    /** @param most characters of all comments together; the rest is dropped */
    CommentText(int most) {
        this.most = most;
    }

    /** An element begins that isn't text. */
    abstract void start(String name, Attributes attributes);

    /** An element ends that isn't text. */
    abstract void end(String name);

    final void endLine() {
        text.append('\n');
    }

    /** What was said since this was last asked, cleaned; empty if it was nothing. */
    final String take() {
        String clean = CleanText.of(text);
        text.setLength(0);
        return clean;
    }

    private static boolean isText(String name) {
        return name.equals("t") || name.equals("text");
    }

    @Override
    public final void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (isText(name)) {
            inText = true;
        } else {
            start(name, attributes);
        }
    }

    @Override
    public final void characters(char[] characters, int from, int length) {
        if (inText && held < most) {
            held += length;
            text.append(characters, from, length);
        }
    }

    @Override
    public final void endElement(String uri, String name, String qualified) {
        if (isText(name)) {
            inText = false;
        } else {
            end(name);
        }
    }
}
