package io.ragline.worker.extract.ocr;

import io.ragline.worker.extract.ocr.RecognisedText.Line;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Tesseract answers: a table whose columns tabs part ({@code level page block par line word left top width
 * height conf text}); rows of level 5 are words.
 */
final class TesseractTable {
    private static final int COLUMNS = 12;
    private static final String WORD = "5";
    private static final String SENTENCE_ENDS = ".!?:;";
    /**
     * Of 100. Words that are there are mostly above 80, grain and drawings that are taken for letters below this.
     */
    private static final float LEAST_CONFIDENCE = 40;
    /** A paragraph has at least one word that is surely one. */
    private static final float SURE = 70;

    private final List<List<Line>> paragraphs = new ArrayList<>();
    private final List<Line> paragraph = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final Rectangle box = new Rectangle(0, 0, -1, -1);
    private int sureWords;
    private int tallWords;
    private int wideWords;
    private @Nullable String openBlock;
    private @Nullable String openParagraph;
    private @Nullable String openLine;

    private TesseractTable() {}

    static RecognisedText parse(String table) {
        TesseractTable read = new TesseractTable();
        table.lines().forEach(read::row);
        read.endParagraph();
        return new RecognisedText(read.paragraphs);
    }

    private void row(String row) {
        String[] cells = row.split("\t", COLUMNS);
        if (cells.length < COLUMNS || !cells[0].equals(WORD)) {
            return;
        }
        String text = cells[COLUMNS - 1].strip();
        if (text.isEmpty() || number(cells[10]) < LEAST_CONFIDENCE) {
            return;
        }
        String ofParagraph = cells[2] + ' ' + cells[3];
        String ofLine = ofParagraph + ' ' + cells[4];
        boolean goesOn = cells[2].equals(openBlock) && Character.isLowerCase(text.codePointAt(0)) && !endsSentence();
        if (!ofParagraph.equals(openParagraph) && !goesOn) {
            endParagraph();
        } else if (!ofLine.equals(openLine)) {
            endLine();
        }
        openBlock = cells[2];
        openParagraph = ofParagraph;
        openLine = ofLine;
        word(
                text,
                number(cells[10]),
                new Rectangle((int) number(cells[6]), (int) number(cells[7]), (int) number(cells[8]), (int)
                        number(cells[9])));
    }

    /** Tesseract takes a line that is much longer than the next for a paragraph of its own, even amid a sentence. */
    private boolean endsSentence() {
        return line.isEmpty() || SENTENCE_ENDS.indexOf(line.charAt(line.length() - 1)) >= 0;
    }

    private static float number(String cell) {
        try {
            return Float.parseFloat(cell);
        } catch (NumberFormatException e) {
            throw new OcrException("Tesseract answered with %s where a number belongs".formatted(cell), e);
        }
    }

    private void word(String text, float confidence, Rectangle at) {
        long letters = text.codePoints().filter(Character::isLetterOrDigit).count();
        sureWords += confidence >= SURE && letters > 1 ? 1 : 0;
        line.append(line.isEmpty() ? "" : " ").append(text);
        box.add(at);
        if (text.codePointCount(0, text.length()) > 1) {
            tallWords += at.height > at.width ? 1 : 0;
            wideWords += at.height > at.width ? 0 : 1;
        }
    }

    private void endLine() {
        if (!line.isEmpty()) {
            paragraph.add(new Line(line.toString(), new Rectangle(box), wideWords >= tallWords));
        }
        line.setLength(0);
        box.setBounds(0, 0, -1, -1);
        tallWords = 0;
        wideWords = 0;
    }

    private void endParagraph() {
        endLine();
        if (sureWords > 0) {
            paragraphs.add(List.copyOf(paragraph));
        }
        paragraph.clear();
        sureWords = 0;
    }
}
