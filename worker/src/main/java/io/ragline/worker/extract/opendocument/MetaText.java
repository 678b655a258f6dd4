package io.ragline.worker.extract.opendocument;

import io.ragline.worker.extract.page.InfoBuilder;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What a document says about itself. */
final class MetaText extends DefaultHandler {
    private static final int LONGEST = 64 * 1_024;

    private final InfoBuilder info;
    private final StringBuilder text = new StringBuilder();

    MetaText(InfoBuilder info) {
        this.info = info;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        text.setLength(0);
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        text.append(characters, from, Math.min(length, Math.max(0, LONGEST - text.length())));
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        String said = text.toString();
        switch (name) {
            case "title" -> info.title(said);
            case "initial-creator", "creator" -> info.author(said);
            case "language" -> info.language(said);
            case "creation-date" -> info.created(said);
            default -> {
                // what people don't ask for
            }
        }
    }
}
