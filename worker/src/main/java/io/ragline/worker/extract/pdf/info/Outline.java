package io.ragline.worker.extract.pdf.info;

import io.ragline.model.DocumentInfo.OutlineEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * A document's bookmarks. They are a linked list of linked lists, in which a hostile file may go round in circles or on
 * for ever: each is looked at once, and what goes beyond the caps is left out.
 */
final class Outline {
    static final int MAX_ENTRIES = 5_000;
    static final int MAX_LEVEL = 32;

    /** Of all titles, so that an outline never weighs more than a page. */
    private static final int MAX_CHARACTERS = 500_000;

    private record Place(COSDictionary item, int level) {}

    private final Destinations destinations;
    private final Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Place> ahead = new ArrayDeque<>();
    private final List<OutlineEntry> entries = new ArrayList<>();
    private int characters;

    private Outline(Destinations destinations) {
        this.destinations = destinations;
    }

    static List<OutlineEntry> of(COSDictionary catalog, List<PDPage> pages) {
        COSDictionary root = catalog.getCOSDictionary(COSName.OUTLINES);
        if (root == null) {
            return List.of();
        }
        Outline outline = new Outline(new Destinations(catalog, pages));
        outline.visitLater(root.getCOSDictionary(COSName.FIRST), 1);
        outline.walk();
        return outline.entries;
    }

    private void walk() {
        while (!ahead.isEmpty() && entries.size() < MAX_ENTRIES && characters < MAX_CHARACTERS) {
            Place place = ahead.pop();
            int level = place.level();
            String title =
                    PlainValues.text(place.item().getString(COSName.TITLE)).orElse(null);
            if (title != null) {
                characters += title.length();
                entries.add(new OutlineEntry(level, title, page(place.item())));
            }
            visitLater(place.item().getCOSDictionary(COSName.NEXT), level);
            if (level < MAX_LEVEL) {
                // pushed last, so that what is below comes before what is beside
                visitLater(place.item().getCOSDictionary(COSName.FIRST), level + 1);
            }
        }
    }

    private void visitLater(@Nullable COSDictionary item, int level) {
        if (item != null && seen.size() < 4 * MAX_ENTRIES && seen.add(item)) {
            ahead.push(new Place(item, level));
        }
    }

    private @Nullable Integer page(COSDictionary item) {
        COSBase destination = item.getDictionaryObject(COSName.DEST);
        COSDictionary action = item.getCOSDictionary(COSName.A);
        if (destination == null && action != null && COSName.getPDFName("GoTo").equals(action.getCOSName(COSName.S))) {
            destination = action.getDictionaryObject(COSName.D);
        }
        return destinations.page(destination);
    }
}
