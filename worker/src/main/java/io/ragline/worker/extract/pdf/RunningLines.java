package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells running headers, footers and page numbers from the text, by comparing the outermost lines of a page with those
 * of the pages around it. What is set aside stands in the outer part of the page, apart from the text, is no larger
 * than it, and either says the same at the same place on several pages, numbers aside, or holds a number that goes up
 * with the pages. In doubt a line is text: pages that are alike altogether (forms, slides) lose their page number only.
 */
final class RunningLines {
    private static final float OUTER = 0.13f;
    /** A number is hardly anything else; LaTeX puts it as far in. */
    private static final float OUTER_OF_NUMBER = 0.17f;

    /** Where the text of hardly any page reaches. */
    private static final float OUTERMOST = 0.085f;

    private static final int MAX_LINES = 3;
    private static final int OTHER_PAGES = 2;
    private static final float GAP = 1.3f;
    private static final float GAP_IN_EM = 1.67f;
    private static final float LARGER = 1.05f;
    private static final float MUCH_LARGER = 1.35f;

    private final PageMargins page;
    private final List<PageMargins> others;
    private final float bodySize;
    private final int otherPages;
    private final @Nullable String label;

    /**
     * @param others the pages around it
     * @param bodySize of the document's text in points; 0 if unknown
     * @param pages of the whole document
     * @param label of the page as the document states it
     */
    RunningLines(PageMargins page, List<PageMargins> others, float bodySize, int pages, @Nullable String label) {
        this.page = page;
        this.others = others;
        this.bodySize = bodySize == 0 ? Float.MAX_VALUE : bodySize;
        this.otherPages = Math.min(OTHER_PAGES, Math.max(1, pages - 1));
        this.label = label;
    }

    /** Rows of the page that are no text; compared by identity. */
    Set<Row> rows() {
        Set<Row> running = Collections.newSetFromMap(new IdentityHashMap<>());
        lines().forEach(line -> running.addAll(line.rows()));
        return running;
    }

    /** The page's number as it is printed there. */
    Optional<String> printedNumber() {
        List<MarginLine> lines = new ArrayList<>(page.marked());
        lines.addAll(lines());
        return lines.stream()
                .flatMap(line -> line.numbers().stream().filter(number -> goesUpAnywhere(number)))
                .map(PageNumber::printed)
                .findFirst();
    }

    private List<MarginLine> lines() {
        List<MarginLine> lines = new ArrayList<>(of(page.top(), PageMargins::top));
        lines.addAll(of(page.bottom(), PageMargins::bottom));
        return lines;
    }

    private List<MarginLine> of(List<MarginLine> side, Function<PageMargins, List<MarginLine>> sameSide) {
        int running = 0;
        while (running < side.size() && isRunning(side.get(running), sameSide)) {
            running++;
        }
        boolean pageLikeOthers = running > MAX_LINES || running == side.size() && !page.hasTables();
        while (running > 0 && (pageLikeOthers || !standsApart(side.get(running - 1), sameSide))) {
            running--;
        }
        if (isTitle(side.subList(0, running))) {
            running = 0;
        }
        List<MarginLine> found = new ArrayList<>(side.subList(0, running));
        for (MarginLine line : side.subList(running, Math.min(side.size(), Math.max(running, MAX_LINES)))) {
            if (isPageNumber(line)) {
                found.add(line);
            }
        }
        return found;
    }

    /** Several lines that every page of a report begins with are its title: the first page keeps them. */
    private boolean isTitle(List<MarginLine> running) {
        return page.page() == 1
                && running.size() > 1
                && running.stream().noneMatch(this::isPageNumber)
                && running.equals(page.top().subList(0, running.size()));
    }

    private boolean isRunning(MarginLine line, Function<PageMargins, List<MarginLine>> sameSide) {
        if (isPageNumber(line)) {
            return true;
        }
        if (line.fromEdge() > OUTER * page.height() || line.size() > MUCH_LARGER * bodySize) {
            return false;
        }
        boolean mayBeHeading =
                (line.bold() || line.size() > LARGER * bodySize) && line.fromEdge() > OUTERMOST * page.height();
        boolean alongWithPages =
                mayBeHeading ? isSaidAgain(line, sameSide) : isNumbered(line, sameSide) || isRepeated(line, sameSide);
        return alongWithPages && standsOutside(line, sameSide);
    }

    /** A number and nothing else, which goes up with the pages, if not always at this place. */
    private boolean isPageNumber(MarginLine line) {
        return line.fromEdge() <= OUTER_OF_NUMBER * page.height()
                && line.isLoneNumber()
                && (line.numbers().stream().anyMatch(this::goesUpAnywhere)
                        || line.numbers().stream()
                                .anyMatch(number -> number.printed().equals(label)));
    }

    /** A page has one number: where several go up with the pages, it is the one that most of them have. */
    private boolean goesUpAnywhere(PageNumber number) {
        // one other page is enough if both have the number that they are counted by
        int enough = number.ahead() == 0 && !number.roman() ? 1 : otherPages;
        long pages = pagesWith(number);
        return pages >= enough
                && Stream.of(page.top(), page.bottom(), page.marked())
                        .flatMap(List::stream)
                        .flatMap(line -> line.numbers().stream())
                        .allMatch(other -> pages >= pagesWith(other));
    }

    private long pagesWith(PageNumber number) {
        return others.stream()
                .filter(other -> Stream.concat(
                                Stream.of(other.top(), other.bottom())
                                        .flatMap(List::stream)
                                        .filter(line -> line.fromEdge() <= OUTER_OF_NUMBER * other.height()),
                                other.marked().stream())
                        .anyMatch(line -> line.numbers().stream().anyMatch(number::numbersLike)))
                .count();
    }

    private boolean isNumbered(MarginLine line, Function<PageMargins, List<MarginLine>> sameSide) {
        return line.numbers().stream()
                .anyMatch(number -> atLeast(
                        otherPages,
                        other -> sameSide.apply(other).stream()
                                .anyMatch(there -> line.isAt(there)
                                        && (otherPages == OTHER_PAGES || line.repeats(there))
                                        && there.numbers().stream().anyMatch(number::numbersLike))));
    }

    private boolean isRepeated(MarginLine line, Function<PageMargins, List<MarginLine>> sameSide) {
        return atLeast(OTHER_PAGES, other -> sameSide.apply(other).stream().anyMatch(line::repeats));
    }

    /** Down to its numbers: {@code Exercise 3} and {@code Exercise 4} are headings, each of what follows it. */
    private boolean isSaidAgain(MarginLine line, Function<PageMargins, List<MarginLine>> sameSide) {
        return atLeast(
                OTHER_PAGES + 1,
                other -> sameSide.apply(other).stream()
                        .anyMatch(there -> line.repeats(there) && line.text().equals(there.text())));
    }

    /** On nearly no page around does text stand as far out that isn't such a line itself. */
    private boolean standsOutside(MarginLine line, Function<PageMargins, List<MarginLine>> sameSide) {
        long inside = others.stream()
                .filter(other -> sameSide.apply(other).stream()
                        .anyMatch(there -> there.fromEdge() < line.fromEdge() + 0.5f * line.size()
                                && !line.repeats(there)
                                && there.numbers().isEmpty()
                                && !isRepeated(there, sameSide)))
                .count();
        return inside * 4 <= others.size();
    }

    private boolean standsApart(MarginLine line, Function<PageMargins, List<MarginLine>> sameSide) {
        if (isPageNumber(line)) {
            return true;
        }
        // pictures and formulas drive lines apart, which makes the gap of a page with few others look small
        return line.gap() > GAP || line.gapInEm() > GAP_IN_EM && isNumbered(line, sameSide);
    }

    private boolean atLeast(int count, Predicate<PageMargins> test) {
        return others.stream().filter(test).limit(count).count() == count;
    }
}
