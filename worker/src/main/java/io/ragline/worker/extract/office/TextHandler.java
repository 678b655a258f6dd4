package io.ragline.worker.extract.office;

import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Hands out what elements without others in them say. */
abstract class TextHandler extends DefaultHandler {
    private static final int LONGEST = 64 * 1_024;

    private final StringBuilder text = new StringBuilder();

    /** An element ended. */
    abstract void element(String name, String said);

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
        element(name, text.toString());
        text.setLength(0);
    }
}
