package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.CleanText;
import java.util.ArrayList;
import java.util.List;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The paragraphs of DrawingML, whatever they stand in. */
final class DrawingText extends DefaultHandler {
    private static final int MOST_TEXT = 1 << 20;

    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean inText;
    private int held;

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "t" -> inText = true;
            case "br" -> text.append('\n');
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
        if (name.equals("t")) {
            inText = false;
        } else if (name.equals("p")) {
            String paragraph = CleanText.of(text);
            if (!paragraph.isEmpty()) {
                paragraphs.add(paragraph);
            }
            text.setLength(0);
        }
    }

    List<String> paragraphs() {
        return paragraphs;
    }
}
