package io.ragline.worker.extract.ocr;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads pictures by running Tesseract, for each picture anew: what one does to it, no other notices. */
public final class Tesseract implements Ocr {
    private final OcrOptions options;

    private Tesseract(OcrOptions options) {
        this.options = options;
    }

    /** By these options; {@link Ocr#NONE} for null. */
    public static Ocr of(@Nullable OcrOptions options) {
        return options == null ? NONE : new Tesseract(options);
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public RecognisedText read(BufferedImage picture, int dpi) {
        byte[] table = new TesseractRun(command(dpi), options.time()).run(GreyPicture.of(picture)::write);
        return TesseractTable.parse(new String(table, StandardCharsets.UTF_8));
    }

    private List<String> command(int dpi) {
        List<String> command = new ArrayList<>(List.of(options.command().toString(), "stdin", "stdout"));
        command.addAll(List.of("-l", String.join("+", options.languages())));
        if (dpi != UNKNOWN_DPI) {
            command.addAll(List.of("--dpi", String.format(Locale.ROOT, "%d", dpi)));
        }
        // 1 finds out by itself how the page is turned, 3 takes it as it is
        command.addAll(List.of("--psm", options.orientation() ? "1" : "3"));
        command.addAll(List.of("-c", "tessedit_create_tsv=1"));
        return command;
    }
}
