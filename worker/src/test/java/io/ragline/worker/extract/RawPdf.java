package io.ragline.worker.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes PDF object by object, so that a test can write what no library would. Object 1 is the catalog. */
public final class RawPdf {
    private final Map<Integer, byte[]> objects = new TreeMap<>();
    private String trailer = "";

    /** @param body between {@code obj} and {@code endobj} */
    public RawPdf object(int number, String body) {
        objects.put(number, latin(body));
        return this;
    }

    /** @param entries of the dictionary beside its length */
    public RawPdf stream(int number, String entries, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(latin("<<%s /Length %d>>\nstream\n".formatted(entries, content.length)));
        out.writeBytes(content);
        out.writeBytes(latin("\nendstream"));
        objects.put(number, out.toByteArray());
        return this;
    }

    public RawPdf stream(int number, String entries, String content) {
        return stream(number, entries, latin(content));
    }

    /** More entries of the trailer. */
    public RawPdf trailer(String entries) {
        trailer = entries;
        return this;
    }

    /**
     * A catalog, a page tree and pages, each with the font Helvetica as {@code /F1}. The pages' objects are 10, 12, 14 …,
     * their contents 11, 13, 15 …
     *
     * @param more entries of each page
     * @param contents of each page
     */
    public static RawPdf ofPages(String more, String... contents) {
        RawPdf pdf = new RawPdf();
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < contents.length; i++) {
            int page = 10 + 2 * i;
            kids.append(page).append(" 0 R ");
            pdf.object(page, page(page + 1, more)).stream(page + 1, "", contents[i]);
        }
        return pdf.object(1, "<</Type /Catalog /Pages 2 0 R>>")
                .object(2, "<</Type /Pages /Kids [%s] /Count %d>>".formatted(kids, contents.length))
                .object(3, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>");
    }

    public static RawPdf ofPages(int pages) {
        String[] contents = new String[pages];
        for (int i = 0; i < pages; i++) {
            contents[i] = text("This is page " + (i + 1));
        }
        return ofPages("", contents);
    }

    private static String page(int contents, String more) {
        String resources = more.contains("/Resources") ? "" : "/Resources <</Font <</F1 3 0 R>>>>";
        return "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s %s>>"
                .formatted(contents, resources, more);
    }

    /** A content stream that shows this line. */
    public static String text(String line) {
        return "BT /F1 12 Tf 72 700 Td (%s) Tj ET".formatted(line);
    }

    public static byte[] deflated(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            deflater.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** {@code megabytes} of that byte, deflated, without ever deflating or holding them all. */
    public static byte[] deflatedMegabytes(int megabytes, char filler) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(latin(String.valueOf(filler).repeat(1 << 20)));
        byte[] buffer = new byte[1 << 20];
        int first = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(buffer, 0, first);
        for (int i = 1; i < megabytes; i++) {
            // behind a full flush nothing refers to what was before, so that it can be repeated; without the header
            out.write(buffer, 2, first - 2);
        }
        deflater.end();
        return out.toByteArray();
    }

    public static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(latin("%PDF-1.7\n"));
        StringBuilder table = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
        objects.forEach((number, body) -> {
            table.append(String.format(Locale.ROOT, "%d 1\n%010d 00000 n \n", number, out.size()));
            out.writeBytes(latin(number + " 0 obj\n"));
            out.writeBytes(body);
            out.writeBytes(latin("\nendobj\n"));
        });
        int start = out.size();
        int size = objects.keySet().stream().mapToInt(number -> number).max().orElse(0) + 1;
        out.writeBytes(latin(table
                + "trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n".formatted(size, trailer, start)));
        return out.toByteArray();
    }

    public Path save(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
