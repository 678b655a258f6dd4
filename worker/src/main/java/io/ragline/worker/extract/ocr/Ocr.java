package io.ragline.worker.extract.ocr;

import java.awt.image.BufferedImage;

/** Reads the text that a picture shows. */
public interface Ocr {
    /** Of a machine without one: reads nothing. */
    Ocr NONE = new Ocr() {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public RecognisedText read(BufferedImage picture, int dpi) {
            return RecognisedText.NOTHING;
        }
    };

    /** Pixels per inch that nobody knows. */
    int UNKNOWN_DPI = 0;

    /** Whether there is one: what none reads need not be without text. */
    boolean available();

    /**
     * The text in a picture.
     *
     * @param picture of any type; what is transparent is taken for white
     * @param dpi pixels per inch, {@link #UNKNOWN_DPI} if not known
     * @throws OcrException if it can't be read, or not in time
     */
    RecognisedText read(BufferedImage picture, int dpi);
}
