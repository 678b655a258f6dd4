package io.ragline.worker.extract.office;

import java.util.ArrayList;
import java.util.List;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The texts that the cells of a workbook refer to by number. */
final class SharedStrings extends DefaultHandler {
    private static final int LONGEST = 64 * 1_024;

    private final List<String> strings = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean inText;
    private int phonetic;

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "si" -> text.setLength(0);
            case "t" -> inText = true;
            case "rPh" -> phonetic++;
            default -> {
                // looks
            }
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (inText && phonetic == 0) {
            text.append(characters, from, Math.min(length, Math.max(0, LONGEST - text.length())));
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "si" -> strings.add(text.toString());
            case "t" -> inText = false;
            case "rPh" -> phonetic--;
            default -> {
                // looks
            }
        }
    }

    /** Empty for a number that no text has. */
    String get(int number) {
        return number >= 0 && number < strings.size() ? strings.get(number) : "";
    }
}
