package io.ragline.worker.extract.pdf.info;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/** To which page a destination leads: given in place, or by a name that the document's name tree explains. */
final class Destinations {
    private static final int MAX_NAMES = 50_000;
    private static final int MAX_NODES = 20_000;

    private final COSDictionary catalog;
    private final Map<COSDictionary, Integer> numbers = new IdentityHashMap<>();
    private final int pages;
    private @Nullable Map<String, COSBase> names;

    Destinations(COSDictionary catalog, List<PDPage> pages) {
        this.catalog = catalog;
        this.pages = pages.size();
        for (int i = 0; i < pages.size(); i++) {
            numbers.putIfAbsent(pages.get(i).getCOSObject(), i + 1);
        }
    }

    /** Counted from 1; null if it leads to no page of the document. */
    @Nullable
    Integer page(@Nullable COSBase destination) {
        COSBase explicit = switch (destination) {
            case COSString name -> names().get(name.getString());
            case COSName name -> named(name);
            case null, default -> destination;
        };
        COSArray place = switch (explicit) {
            case COSDictionary dictionary -> dictionary.getCOSArray(COSName.D);
            case COSArray array -> array;
            case null, default -> null;
        };
        return place == null || place.size() == 0 ? null : number(place.getObject(0));
    }

    private @Nullable Integer number(@Nullable COSBase page) {
        if (page instanceof COSDictionary dictionary) {
            return numbers.get(dictionary);
        }
        // by the standard a number means another file's page, but some producers mean this one's
        if (page instanceof COSNumber number && number.intValue() >= 0 && number.intValue() < pages) {
            return number.intValue() + 1;
        }
        return null;
    }

    /** As PDF 1.1 had it. */
    private @Nullable COSBase named(COSName name) {
        COSDictionary old = catalog.getCOSDictionary(COSName.DESTS);
        COSBase found = old == null ? null : old.getDictionaryObject(name);
        return found != null ? found : names().get(name.getName());
    }

    /** Read once, since a look-up by PDFBox goes through the tree each time. */
    private Map<String, COSBase> names() {
        Map<String, COSBase> known = names;
        if (known == null) {
            known = readNames();
            names = known;
        }
        return known;
    }

    private Map<String, COSBase> readNames() {
        Map<String, COSBase> found = new HashMap<>();
        COSDictionary all = catalog.getCOSDictionary(COSName.NAMES);
        COSDictionary root = all == null ? null : all.getCOSDictionary(COSName.DESTS);
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> ahead = new ArrayDeque<>();
        if (root != null) {
            ahead.push(root);
        }
        while (!ahead.isEmpty() && seen.size() < MAX_NODES && found.size() < MAX_NAMES) {
            COSDictionary node = ahead.pop();
            if (!seen.add(node)) {
                continue;
            }
            addNames(node.getCOSArray(COSName.NAMES), found);
            COSArray kids = node.getCOSArray(COSName.KIDS);
            for (int i = 0; kids != null && i < Math.min(kids.size(), MAX_NODES); i++) {
                if (kids.getObject(i) instanceof COSDictionary kid) {
                    ahead.push(kid);
                }
            }
        }
        return found;
    }

    private static void addNames(@Nullable COSArray pairs, Map<String, COSBase> found) {
        for (int i = 0; pairs != null && i + 1 < pairs.size() && found.size() < MAX_NAMES; i += 2) {
            COSBase value = pairs.getObject(i + 1);
            if (pairs.getObject(i) instanceof COSString name && value != null) {
                found.putIfAbsent(name.getString(), value);
            }
        }
    }
}
