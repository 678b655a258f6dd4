package io.ragline.worker.pages;

import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.chunk.TableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a quote stands on a page, over lines and blocks, whatever its spaces, hyphens and ligatures ({@link Letters}).
 * Every place where it stands counts; one amid a word only if there is no other. Of a quote that goes on to another page, the
 * part that stands on this one.
 *
 * <p>Quotes of tables come from chunks, which put bars between cells, repeat cells that span several rows or columns, and
 * the header. So what isn't found as the page has it is looked for in the rows as chunks have them, and then line by line.
 */
final class QuoteFinder {
    /** Fewer letters at the edge of a page may stand there by chance. */
    private static final int LEAST_PART = 20;
    /** Blocks that may stand between a text that goes on to another page and the edge: notes, headers, page numbers. */
    private static final int EDGE_BLOCKS = 4;

    private static final int MAX_PLACES = 200;
    private static final int SHOWN = 80;

    private final Page page;
    private final PageText text;
    private @Nullable PageText rows;

    QuoteFinder(Page page) {
        this.page = page;
        this.text = new PageText(page);
    }

    /** Letters of a text. */
    private record Place(PageText text, int from, int to) {
        int length() {
            return to - from;
        }
    }

    /**
     * The boxes of all places where the quote stands.
     *
     * @throws RaglineException {@code QUOTE_NOT_FOUND}
     */
    List<Box> find(String quote) {
        List<Place> places = places(quote);
        if (places.isEmpty() && quote.indexOf(Letters.BAR) >= 0) {
            places = quote.lines().flatMap(line -> places(line).stream()).toList();
        }
        if (places.isEmpty()) {
            throw notFound("'%s' does not stand on page %d.".formatted(shortened(quote), page.number()));
        }
        List<Box> boxes = places.stream()
                .flatMap(place -> place.text().stretches(place.from(), place.to()).stream())
                .flatMap(stretch -> stretch.boxes().stream())
                .distinct()
                .toList();
        if (boxes.isEmpty()) {
            throw notFound(
                    "'%s' stands on page %d, but where is not known.".formatted(shortened(quote), page.number()));
        }
        return boxes;
    }

    private List<Place> places(String quote) {
        String wanted = PageText.letters(quote);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Place> found = places(wanted, text);
        if (found.isEmpty()) {
            found = places(wanted, rows());
        }
        return found.isEmpty() ? part(wanted) : found;
    }

    private PageText rows() {
        if (rows == null) {
            List<TextBlock> blocks = page.blocks().stream()
                    .flatMap(block -> block.kind() == Kind.TABLE ? TableText.blocks(block).stream() : Stream.of(block))
                    .toList();
            rows = new PageText(new Page(page.number(), page.label(), page.width(), page.height(), blocks));
        }
        return rows;
    }

    private static List<Place> places(String wanted, PageText text) {
        String letters = text.letters();
        List<Place> amidWords = new ArrayList<>();
        List<Place> words = new ArrayList<>();
        int at = letters.indexOf(wanted);
        while (at >= 0 && words.size() < MAX_PLACES) {
            Place place = new Place(text, at, at + wanted.length());
            boolean whole = text.areWords(place.from(), place.to());
            if (whole) {
                words.add(place);
            } else if (amidWords.size() < MAX_PLACES) {
                amidWords.add(place);
            }
            at = letters.indexOf(wanted, whole ? place.to() : at + 1);
        }
        return words.isEmpty() ? amidWords : words;
    }

    /** The beginning of the quote at the end of the page, or its end at the beginning, whichever is longer. */
    private List<Place> part(String wanted) {
        String letters = text.letters();
        Place best = new Place(text, 0, 0);
        int blocks = text.blocks().size();
        for (int i = 0; i < Math.min(EDGE_BLOCKS, blocks); i++) {
            int end = text.first(blocks - i);
            for (int length = Math.min(wanted.length() - 1, end); length > best.length(); length--) {
                if (letters.startsWith(wanted.substring(0, length), end - length)) {
                    best = new Place(text, end - length, end);
                }
            }
            int start = text.first(i);
            for (int length = Math.min(wanted.length() - 1, letters.length() - start);
                    length > best.length();
                    length--) {
                if (letters.startsWith(wanted.substring(wanted.length() - length), start)) {
                    best = new Place(text, start, start + length);
                }
            }
        }
        return best.length() < LEAST_PART ? List.of() : List.of(best);
    }

    private static RaglineException notFound(String why) {
        return new RaglineException(ErrorCode.QUOTE_NOT_FOUND, why);
    }

    private static String shortened(String quote) {
        return quote.length() <= SHOWN ? quote : quote.substring(0, quote.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }
}
