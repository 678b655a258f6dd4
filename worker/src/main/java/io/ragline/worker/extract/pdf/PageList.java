package io.ragline.worker.extract.pdf;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * The pages of a document.
 *
 * @param list not read yet
 * @param stated how many there should be, by what the document says; may be wrong in either direction
 * @param inOrder whether the document's page tree gave them; a damaged one doesn't, and they are picked up from the file
 */
record PageList(List<PDPage> list, int stated, boolean inOrder) {
    PageList {
        list = List.copyOf(list);
    }

    static PageList of(PDDocument document, int maxPages) {
        try {
            List<PDPage> pages = ofTree(document, maxPages);
            if (!pages.isEmpty()) {
                return new PageList(pages, Math.max(stated(document), pages.size() + missing(document)), true);
            }
        } catch (RaglineException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            List<PDPage> pages = scattered(document, maxPages);
            if (pages.isEmpty()) {
                throw PdfExtractor.unreadable(e);
            }
            return new PageList(pages, stated(document), false);
        }
        return new PageList(scattered(document, maxPages), stated(document), false);
    }

    private static int stated(PDDocument document) {
        try {
            return document.getNumberOfPages();
        } catch (RuntimeException | StackOverflowError e) {
            // a damaged list of pages says nothing; that it is damaged is told
            return 0;
        }
    }

    /** How many entries of the page tree lead nowhere. */
    private static int missing(PDDocument document) {
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> nodes = new ArrayDeque<>();
        nodes.push(document.getPages().getCOSObject());
        int missing = 0;
        while (!nodes.isEmpty()) {
            COSDictionary node = nodes.pop();
            COSArray kids = seen.add(node) ? node.getCOSArray(COSName.KIDS) : null;
            for (int i = 0; kids != null && i < kids.size(); i++) {
                if (kids.getObject(i) instanceof COSDictionary kid) {
                    nodes.push(kid);
                } else {
                    missing++;
                }
            }
        }
        return missing;
    }

    private static List<PDPage> ofTree(PDDocument document, int maxPages) {
        int stated = document.getNumberOfPages();
        if (stated > maxPages) {
            throw tooMany("%,d".formatted(stated), maxPages);
        }
        // the count that the file states may be wrong: the tree is what counts
        List<PDPage> pages = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            add(page, pages, maxPages);
        }
        return pages;
    }

    private static List<PDPage> scattered(PDDocument document, int maxPages) {
        List<PDPage> pages = new ArrayList<>();
        try {
            List<COSObject> objects = new ArrayList<>(document.getDocument().getObjectsByType(COSName.PAGE));
            objects.sort(Comparator.comparingLong(object -> object.getKey().getNumber()));
            for (COSObject object : objects) {
                if (object.getObject() instanceof COSDictionary page) {
                    add(new PDPage(page), pages, maxPages);
                }
            }
        } catch (RaglineException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw PdfExtractor.unreadable(e);
        }
        return pages;
    }

    private static void add(PDPage page, List<PDPage> pages, int maxPages) {
        pages.add(page);
        if (pages.size() > maxPages) {
            throw tooMany("more than %,d".formatted(maxPages), maxPages);
        }
    }

    private static RaglineException tooMany(String pages, int maxPages) {
        return new RaglineException(
                ErrorCode.DOCUMENT_TOO_MANY_PAGES,
                "The document has %s pages; up to %,d are read. Split it and upload the parts."
                        .formatted(pages, maxPages));
    }
}
