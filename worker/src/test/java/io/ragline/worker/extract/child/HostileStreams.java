package io.ragline.worker.extract.child;

import io.ragline.worker.extract.RawPdf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** PDFs that are small until they are unpacked, or that say so. */
final class HostileStreams {
    private HostileStreams() {}

    /** A page's content: gigabytes of blanks. */
    static RawPdf flateBomb(int megabytes) {
        return RawPdf.ofPages(3).stream(13, "/Filter /FlateDecode", RawPdf.deflatedMegabytes(megabytes, ' '));
    }

    /** Deflated twice: a few kilobytes that become gigabytes. */
    static RawPdf doubleFlateBomb(int megabytes) {
        byte[] twice = RawPdf.deflated(RawPdf.deflatedMegabytes(megabytes, ' '));
        return RawPdf.ofPages(3).stream(13, "/Filter [/FlateDecode /FlateDecode]", twice);
    }

    /** A predictor for rows of a billion columns. */
    static RawPdf hugePredictor() {
        return RawPdf.ofPages(3).stream(
                13,
                "/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 2000000000 /Colors 32 /BitsPerComponent 16>>",
                RawPdf.deflated(RawPdf.latin(RawPdf.text("The second page"))));
    }

    /** Fifty thousand filters, one behind the other. */
    static RawPdf manyFilters() {
        return RawPdf.ofPages(3).stream(
                13, "/Filter [%s]".formatted("/ASCIIHexDecode ".repeat(50_000)), "41>".repeat(10));
    }

    /** Runs of one byte: 64 times as large when unpacked, and then deflated. */
    static RawPdf runLengthBomb(int megabytes) {
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        for (int i = 0; i < megabytes * (1 << 20) / 128; i++) {
            runs.write(129);
            runs.write(' ');
        }
        runs.write(128);
        return RawPdf.ofPages(3).stream(
                13, "/Filter [/FlateDecode /RunLengthDecode]", RawPdf.deflated(runs.toByteArray()));
    }

    /** LZW codes that grow: each is the one before and a byte. */
    static RawPdf lzwBomb(int rounds) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Bits bits = new Bits(out);
        for (int round = 0; round < rounds; round++) {
            // start anew; the first time codes have nine bits, later as many as they have grown to
            bits.write(256, round == 0 ? 9 : 12);
            bits.write(' ', 9);
            for (int code = 258; code < 4_094; code++) {
                bits.write(code, width(code));
            }
        }
        bits.write(257, 12);
        bits.flush();
        return RawPdf.ofPages(3).stream(13, "/Filter [/FlateDecode /LZWDecode]", RawPdf.deflated(out.toByteArray()));
    }

    private static int width(int code) {
        return code < 511 ? 9 : code < 1_023 ? 10 : code < 2_047 ? 11 : 12;
    }

    /** Codes of any number of bits, one behind the other. */
    private static final class Bits {
        private final ByteArrayOutputStream out;
        private int pending;
        private int count;

        Bits(ByteArrayOutputStream out) {
            this.out = out;
        }

        void write(int code, int bits) {
            for (int bit = bits - 1; bit >= 0; bit--) {
                pending = pending << 1 | code >> bit & 1;
                if (++count == 8) {
                    out.write(pending);
                    pending = 0;
                    count = 0;
                }
            }
        }

        void flush() {
            while (count != 0) {
                write(0, 1);
            }
        }
    }

    /** A picture of 2 billion by 2 billion, by its dictionary. */
    static RawPdf hugeImage(String filter) {
        return RawPdf.ofPages(
                "/Resources <</Font <</F1 3 0 R>> /XObject <</I 20 0 R>>>>",
                RawPdf.text("A page with a picture") + " q 100 0 0 100 0 0 cm /I Do Q",
                "q 100 0 0 100 0 0 cm /I Do Q")
                .stream(
                        20,
                        "/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /ColorSpace /DeviceRGB"
                                + " /BitsPerComponent 16 /Filter /" + filter,
                        RawPdf.deflated(new byte[1_000]));
    }

    /** A picture of a hundred dots whose data are gigabytes, alone on its page. */
    static RawPdf overfullImage(int megabytes) {
        return RawPdf.ofPages(
                "/Resources <</Font <</F1 3 0 R>> /XObject <</I 20 0 R>>>>",
                "q 500 0 0 500 0 0 cm /I Do Q",
                "q 500 0 0 500 0 0 cm /I Do Q",
                RawPdf.text("This is page 3"))
                .stream(
                        20,
                        "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
                                + " /Filter /FlateDecode",
                        RawPdf.deflatedMegabytes(megabytes, ' '));
    }

    /** An inline picture of that size. */
    static RawPdf hugeInlineImage() {
        return RawPdf.ofPages(
                "",
                RawPdf.text("The first page"),
                "BI /W 2000000000 /H 2000000000 /CS /RGB /BPC 8 ID abc EI Q " + RawPdf.text("The second page"));
    }

    /** The catalog is in an object stream, which is unpacked as a whole. */
    static byte[] objectStreamBomb(int megabytes) {
        byte[] beginning = RawPdf.latin("1 0 <</Type /Catalog /Pages 2 0 R>>");
        byte[] blanks = RawPdf.deflatedMegabytes(megabytes, ' ');
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] stored = {0x78, 1, 0, (byte) beginning.length, 0, (byte) ~beginning.length, -1};
        packed.writeBytes(stored);
        packed.writeBytes(beginning);
        packed.write(blanks, 2, blanks.length - 2);
        String whole = new String(
                RawPdf.ofPages(1).stream(30, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", packed.toByteArray())
                        .bytes(),
                StandardCharsets.ISO_8859_1);
        String objects = whole.substring(0, whole.lastIndexOf("xref\n0 1"));
        StringBuilder entries = new StringBuilder();
        for (int number : new int[] {2, 3, 10, 11, 30}) {
            entries.append("01%08x0000".formatted(objects.indexOf("\n%d 0 obj".formatted(number)) + 1));
        }
        return RawPdf.latin(objects
                + "50 0 obj\n<</Type /XRef /Size 51 /W [1 4 2] /Root 1 0 R /Index [1 1 2 2 10 2 30 1]"
                + " /Filter /ASCIIHexDecode /Length 85>>\nstream\n02%08x0000%s>\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(30, entries, objects.length()));
    }

    /** All objects in one object stream, which claims a billion of them. */
    static RawPdf hugeObjectStream() {
        return RawPdf.ofPages(1).stream(30, "/Type /ObjStm /N 2000000000 /First 2000000000", "1 0 2 0")
                .object(1, "<</Type /Catalog /Pages 2 0 R /Extra 30 0 R>>");
    }

    /** A cross-reference stream whose entries are as wide as can be. */
    static byte[] hugeXrefStream() {
        String head = new String(RawPdf.ofPages(1).bytes(), StandardCharsets.ISO_8859_1);
        String objects = head.substring(0, head.indexOf("xref\n0 1"));
        return RawPdf.latin(objects
                + "50 0 obj\n<</Type /XRef /Size 2000000000 /W [2000000000 2000000000 2000000000] /Root 1 0 R"
                + " /Index [0 2000000000] /Length 3>>\nstream\nabc\nendstream\nendobj\nstartxref\n"
                + objects.length() + "\n%%EOF\n");
    }

    /** A font program, a ToUnicode map and widths that are all wrong. */
    static RawPdf brokenFonts() {
        byte[] noise = new byte[20_000];
        new java.util.Random(7).nextBytes(noise);
        byte[] trueType = noise.clone();
        System.arraycopy(new byte[] {0, 1, 0, 0, 0x7f, -1, 0, 0, 0, 0, 0, 0}, 0, trueType, 0, 12);
        return RawPdf.ofPages(
                "/Resources <</Font <</F1 3 0 R /F2 20 0 R /F3 30 0 R /F4 40 0 R>>>>",
                RawPdf.text("The first page"),
                "BT /F2 12 Tf 72 700 Td (Broken) Tj /F3 12 Tf (also) Tj /F4 12 Tf (too) Tj ET",
                RawPdf.text("The third page"))
                .object(20, font("TrueType", "/FontDescriptor 21 0 R /ToUnicode 25 0 R"))
                .object(21, "<</Type /FontDescriptor /FontName /Broken /Flags 4 /FontFile2 22 0 R>>")
                .stream(22, "", trueType)
                .stream(
                        25,
                        "",
                        "/CIDInit /ProcSet findresource begin 2000000000 beginbfrange\n"
                                + "<00> <ffffffff> <0000>\nendbfrange 5 beginbfchar <00 endbfchar")
                .object(
                        30,
                        "<</Type /Font /Subtype /Type0 /BaseFont /Broken /Encoding 35 0 R /DescendantFonts [31 0 R]>>")
                .object(
                        31,
                        "<</Type /Font /Subtype /CIDFontType2 /BaseFont /Broken /CIDSystemInfo <</Registry (Adobe)"
                                + " /Ordering (Japan1) /Supplement 99>> /FontDescriptor 21 0 R /W [0 [(a) 5] -1 (b) 9 [0]]>>")
                .stream(35, "/Type /CMap /CMapName /X /UseCMap 35 0 R", "1 begincidrange <0000> <ffff> 0 endcidrange")
                .object(40, font("Type1", "/FontDescriptor 41 0 R /FirstChar -2000000000 /LastChar 2000000000"))
                .object(41, "<</Type /FontDescriptor /FontName /Broken /Flags 4 /FontFile 42 0 R /FontFile3 43 0 R>>")
                .stream(42, "/Length1 2000000000 /Length2 -5 /Length3 0", noise)
                .stream(43, "/Subtype /Type1C", noise);
    }

    /** A font that gives a width to each of two billion glyphs. */
    static RawPdf endlessWidths() {
        return RawPdf.ofPages(
                        "/Resources <</Font <</F1 20 0 R>>>>",
                        RawPdf.text("The first page"),
                        RawPdf.text("The second page"))
                .object(
                        20,
                        "<</Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /DescendantFonts [21 0 R]>>")
                .object(
                        21,
                        "<</Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /CIDSystemInfo <</Registry (Adobe)"
                                + " /Ordering (Identity) /Supplement 0>> /W [0 2000000000 500]>>");
    }

    private static String font(String subtype, String more) {
        return "<</Type /Font /Subtype /%s /BaseFont /Broken /Widths [(a) /b 3] %s>>".formatted(subtype, more);
    }
}
