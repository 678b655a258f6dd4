package io.ragline.worker.extract.child;

import io.ragline.worker.extract.RawPdf;

/** PDFs whose objects lead a reader astray. */
final class HostileTrees {
    private HostileTrees() {}

    /** The tree's root says that it has 1.4 billion pages; it has one. */
    static RawPdf billionsOfPages() {
        return RawPdf.ofPages(1).object(2, "<</Type /Pages /Kids [10 0 R] /Count 1400000000>>");
    }

    /** Each node of the tree holds the next one a thousand times: 1.4 billion real pages from a few objects. */
    static RawPdf multipliedPages() {
        String kids = "10 0 R ".repeat(1_120);
        RawPdf pdf = RawPdf.ofPages(1).object(2, node(5, 1_120));
        return pdf.object(5, node(6, 1_120)).object(6, "<</Type /Pages /Kids [%s] /Count 1120>>".formatted(kids));
    }

    /** A tree that says nothing of how many pages it has: the same one again and again. */
    static RawPdf uncountedPages(int times) {
        return RawPdf.ofPages(1).object(2, "<</Type /Pages /Kids [%s] /Count 1>>".formatted("10 0 R ".repeat(times)));
    }

    private static String node(int next, int times) {
        return "<</Type /Pages /Kids [%s] /Count 1120>>".formatted((next + " 0 R ").repeat(times));
    }

    /** A node of the tree is its own grandchild. */
    static RawPdf cyclicPages() {
        return RawPdf.ofPages(1)
                .object(2, "<</Type /Pages /Kids [5 0 R 10 0 R] /Count 2>>")
                .object(5, "<</Type /Pages /Parent 2 0 R /Kids [2 0 R 5 0 R] /Count 1>>");
    }

    /** A page that inherits from a parent that is its own parent. */
    static RawPdf cyclicParents() {
        return RawPdf.ofPages(1)
                .object(2, "<</Type /Pages /Parent 5 0 R /Kids [10 0 R] /Count 1>>")
                .object(5, "<</Type /Pages /Parent 2 0 R>>")
                .object(10, "<</Type /Page /Parent 2 0 R /Contents 11 0 R>>");
    }

    /** A page under a hundred thousand nodes. */
    static RawPdf deepPages() {
        RawPdf pdf = RawPdf.ofPages(1).object(2, "<</Type /Pages /Kids [100 0 R] /Count 1>>");
        int last = 100_000;
        for (int node = 100; node < last; node++) {
            pdf.object(node, "<</Type /Pages /Kids [%d 0 R] /Count 1>>".formatted(node + 1));
        }
        return pdf.object(last, "<</Type /Pages /Kids [10 0 R] /Count 1>>");
    }

    static RawPdf deepArray() {
        return RawPdf.ofPages(1)
                .object(
                        1,
                        "<</Type /Catalog /Pages 2 0 R /Deep %s>>"
                                .formatted("[".repeat(200_000) + "]".repeat(200_000)));
    }

    static RawPdf deepDictionary() {
        return RawPdf.ofPages(1)
                .object(
                        1,
                        "<</Type /Catalog /Pages 2 0 R /Deep %s>>"
                                .formatted("<</A ".repeat(200_000) + "1" + ">>".repeat(200_000)));
    }

    /** Deep arrays on a page between good ones. */
    static RawPdf deepArrayInContent() {
        return RawPdf.ofPages(
                "",
                RawPdf.text("The first page"),
                "[".repeat(300_000) + "]".repeat(300_000) + " TJ " + RawPdf.text("The second page"),
                RawPdf.text("The third page"));
    }

    /** An object that is a reference to itself, and two that are references to each other, where a page is meant. */
    static RawPdf referencesInCircles() {
        return RawPdf.ofPages(1)
                .object(2, "<</Type /Pages /Kids [20 0 R 21 0 R 10 0 R] /Count 3>>")
                .object(20, "20 0 R")
                .object(21, "22 0 R")
                .object(22, "21 0 R");
    }

    /** The outline's items follow each other in a circle, and the page labels are a tree in a circle. */
    static RawPdf cyclicOutlineAndLabels() {
        return RawPdf.ofPages(1)
                .object(
                        1,
                        "<</Type /Catalog /Pages 2 0 R /Outlines 20 0 R /PageLabels 23 0 R /Names <</Dests 24 0 R>>>>")
                .object(20, "<</Type /Outlines /First 21 0 R /Last 22 0 R /Count 2>>")
                .object(21, "<</Title (One) /Next 22 0 R /First 21 0 R /Parent 20 0 R /Dest (a)>>")
                .object(22, "<</Title (Two) /Next 21 0 R /First 20 0 R /Parent 20 0 R /Dest (b)>>")
                .object(23, "<</Kids [23 0 R]>>")
                .object(24, "<</Kids [24 0 R] /Limits [(a) (z)]>>");
    }

    /** The structure of a tagged PDF in a circle. */
    static RawPdf cyclicStructure() {
        return RawPdf.ofPages(1)
                .object(1, "<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 20 0 R>>")
                .object(20, "<</Type /StructTreeRoot /K [21 0 R] /ParentTree 22 0 R /RoleMap <</A /B /B /A>>>>")
                .object(21, "<</Type /StructElem /S /A /P 21 0 R /K [21 0 R 20 0 R]>>")
                .object(22, "<</Kids [22 0 R]>>");
    }

    /** A previous cross-reference table that is the same one again. */
    static byte[] xrefLoop() {
        byte[] once = RawPdf.ofPages(1).bytes();
        String text = new String(once, java.nio.charset.StandardCharsets.ISO_8859_1);
        int start = text.lastIndexOf("xref\n0 1");
        return RawPdf.latin(text.replace("/Root 1 0 R", "/Root 1 0 R /Prev " + start + " /XRefStm " + start));
    }

    /** Object streams that extend each other. */
    static RawPdf objectStreamLoop() {
        return RawPdf.ofPages(1).stream(30, "/Type /ObjStm /N 1 /First 5 /Extends 31 0 R", "40 0 <</A 41 0 R>>").stream(
                        31, "/Type /ObjStm /N 1 /First 5 /Extends 30 0 R", "41 0 <</A 40 0 R>>")
                .object(1, "<</Type /Catalog /Pages 2 0 R /Extra 40 0 R /Stream 30 0 R>>");
    }

    /** The length of a stream is the stream. */
    static RawPdf lengthOfItself() {
        return RawPdf.ofPages(1)
                .object(11, "<</Length 11 0 R>>\nstream\n%s\nendstream".formatted(RawPdf.text("This is page 1")));
    }

    /** A string of twenty megabytes where a title is meant. */
    static RawPdf hugeString() {
        return RawPdf.ofPages(1)
                .object(20, "<</Title (%s)>>".formatted("long ".repeat(4_000_000)))
                .trailer("/Info 20 0 R");
    }

    /** A name of megabytes and a number of a million digits in a page's content. */
    static RawPdf hugeTokens() {
        return RawPdf.ofPages(
                "",
                RawPdf.text("The first page"),
                "/" + "N".repeat(4_000_000) + " gs " + "9".repeat(1_000_000) + " w " + RawPdf.text("The second page"));
    }
}
