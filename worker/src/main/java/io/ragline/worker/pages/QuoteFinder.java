package io.ragline.worker.pages;

import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a quote stands on a page, over lines and blocks, whatever its spaces, hyphens and ligatures ({@link Letters}).
 * Every place where it stands counts; one amid a word only if there is no other. Of a quote that goes on to another page, the
 * part that stands on this one.
 */
final class QuoteFinder {
    /** Fewer letters at the edge of a page may stand there by chance. */
    private static final int LEAST_PART = 20;
    /** Blocks that may stand between a text that goes on to another page and the edge: notes, headers, page numbers. */
    private static final int EDGE_BLOCKS = 4;

    private static final int MAX_PLACES = 200;
    private static final int SHOWN = 80;

    private final PageText text;
    private final String letters;
    private final int page;

    QuoteFinder(Page page) {
        this.text = new PageText(page);
        this.letters = text.letters();
        this.page = page.number();
    }

    private record Place(int from, int to) {}

    /**
     * The boxes of all places where the quote stands.
     *
     * @throws RaglineException {@code QUOTE_NOT_FOUND}
     */
    List<Box> find(String quote) {
        String wanted = PageText.letters(quote);
        List<Place> places = wanted.isEmpty() ? List.of() : places(wanted);
        if (places.isEmpty()) {
            throw notFound("'%s' does not stand on page %d.".formatted(shortened(quote), page));
        }
        List<Box> boxes = places.stream()
                .flatMap(place -> text.stretches(place.from(), place.to()).stream())
                .flatMap(stretch -> stretch.boxes().stream())
                .toList();
        if (boxes.isEmpty()) {
            throw notFound("'%s' stands on page %d, but where is not known.".formatted(shortened(quote), page));
        }
        return boxes;
    }

    private List<Place> places(String wanted) {
        List<Place> amidWords = new ArrayList<>();
        List<Place> words = new ArrayList<>();
        int at = letters.indexOf(wanted);
        while (at >= 0 && words.size() < MAX_PLACES) {
            Place place = new Place(at, at + wanted.length());
            boolean whole = text.areWords(place.from(), place.to());
            if (whole) {
                words.add(place);
            } else if (amidWords.size() < MAX_PLACES) {
                amidWords.add(place);
            }
            at = letters.indexOf(wanted, whole ? place.to() : at + 1);
        }
        if (!words.isEmpty()) {
            return words;
        }
        return amidWords.isEmpty() ? part(wanted) : amidWords;
    }

    /** The beginning of the quote at the end of the page, or its end at the beginning, whichever is longer. */
    private List<Place> part(String wanted) {
        Place best = new Place(0, 0);
        int blocks = text.blocks().size();
        for (int i = 0; i < Math.min(EDGE_BLOCKS, blocks); i++) {
            int end = text.first(blocks - i);
            for (int length = Math.min(wanted.length() - 1, end); length > best.to() - best.from(); length--) {
                if (letters.startsWith(wanted.substring(0, length), end - length)) {
                    best = new Place(end - length, end);
                }
            }
            int start = text.first(i);
            for (int length = Math.min(wanted.length() - 1, letters.length() - start);
                    length > best.to() - best.from();
                    length--) {
                if (letters.startsWith(wanted.substring(wanted.length() - length), start)) {
                    best = new Place(start, start + length);
                }
            }
        }
        return best.to() - best.from() < LEAST_PART ? List.of() : List.of(best);
    }

    private static RaglineException notFound(String why) {
        return new RaglineException(ErrorCode.QUOTE_NOT_FOUND, why);
    }

    private static String shortened(String quote) {
        return quote.length() <= SHOWN ? quote : quote.substring(0, quote.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }
}
