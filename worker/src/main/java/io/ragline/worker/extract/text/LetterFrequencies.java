package io.ragline.worker.extract.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/** Guesses a text's encoding by which letters follow each other how often, with ICU's detector as Tika ships it. */
final class LetterFrequencies {
    private static final int SAMPLE = 64 * 1_024;
    private static final int LOOKED_AT = 4 << 20;
    private static final int AROUND = 40;
    private static final int SURE = 20;

    /** The wider sets that programs write when they say the narrower. */
    private static final Map<String, String> WIDER = Map.of(
            "ISO-8859-1", "windows-1252",
            "ISO-8859-9", "windows-1254",
            "ISO-8859-8", "windows-1255",
            "ISO-8859-8-I", "windows-1255",
            "Shift_JIS", "windows-31j",
            "GB2312", "GB18030",
            "EUC-KR", "x-windows-949",
            "Big5", "x-windows-950");

    private LetterFrequencies() {}

    static Charset charset(TextEncoding.Bytes text, Charset otherwise) throws IOException {
        byte[] sample;
        try (InputStream in = text.open()) {
            sample = sample(in);
        }
        CharsetMatch match = new CharsetDetector().setText(sample).detect();
        return match == null || match.getConfidence() < SURE ? otherwise : named(match.getName(), otherwise);
    }

    /** A charset by a name that others gave it, as the wider one that they mean. */
    static Charset named(String name, Charset otherwise) {
        try {
            String canonical = Charset.forName(name).name();
            return Charset.forName(WIDER.getOrDefault(canonical, canonical));
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    /** The bytes that tell: those around letters beyond ASCII. */
    private static byte[] sample(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LOOKED_AT);
        byte[] sample = new byte[Math.min(bytes.length, SAMPLE)];
        int length = 0;
        int last = -AROUND;
        for (int i = 0; i < bytes.length && length < sample.length; i++) {
            if (i + AROUND < bytes.length && bytes[i + AROUND] < 0 || i < AROUND && bytes[i] < 0) {
                last = i + AROUND;
            }
            if (i <= last + AROUND) {
                sample[length++] = bytes[i];
            }
        }
        return length == 0 ? bytes : Arrays.copyOf(sample, length);
    }
}
