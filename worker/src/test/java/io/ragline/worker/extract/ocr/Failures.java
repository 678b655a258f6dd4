package io.ragline.worker.extract.ocr;

/** Failures of recognition, for tests of other packages. */
public final class Failures {
    private Failures() {}

    public static OcrException of(String why) {
        return new OcrException(why);
    }
}
