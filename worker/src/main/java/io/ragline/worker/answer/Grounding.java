package io.ragline.worker.answer;

import io.ragline.model.Citation;
import io.ragline.model.Passage;
import io.ragline.model.UnsupportedSentence;
import io.ragline.worker.answer.ShownPassage.Stretch;
import io.ragline.worker.chunk.Sentences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer against the passages that its model was shown. A reference stays if it names a passage that says what the sentence
 * says; it then carries the quote that proves it. A sentence without such a reference gets one if any of the passages says it; what none
 * does is named.
 */
final class Grounding {
    private final Support support;
    private final List<ShownPassage> passages = new ArrayList<>();
    private final Set<String> filenames;

    /** @param passages by their numbers, from 1 */
    Grounding(Support support, List<Passage> passages) {
        this.support = support;
        passages.forEach(passage -> this.passages.add(new ShownPassage(this.passages.size() + 1, passage)));
        this.filenames = passages.stream().map(Passage::filename).collect(Collectors.toSet());
    }

    /** Which references an answer is to have. */
    enum References {
        /** All that hold, and those that were found. */
        ALL,
        /** Those of its own that hold. */
        AS_WRITTEN,
        NONE
    }

    /** What is left of an answer; positions are those in its text. */
    record Grounded(String text, List<Citation> citations, List<UnsupportedSentence> unsupported)
            implements JsonText.Replacement {}

    /**
     * A sentence of the answer.
     *
     * @param proofs where in its passages it is said
     * @param remark whether it claims nothing
     */
    private record Claim(
            Sentences.Range range,
            Statement statement,
            boolean remark,
            Map<Integer, Stretch> proofs,
            Set<Integer> named) {

        boolean needsSupport() {
            return !remark || !named.isEmpty();
        }
    }

    Grounded ground(String answer, References references) {
        CitationMarks marks = CitationMarks.in(answer);
        Remarks remarks = new Remarks(marks.code(), filenames);
        List<Claim> claims = claims(marks, remarks);
        Set<Integer> cited = new TreeSet<>();
        claims.forEach(claim -> cited.addAll(claim.proofs().keySet()));
        Writing writing = new Writing(marks, references);
        for (Claim claim : claims) {
            boolean referred = !claim.proofs().isEmpty();
            if (!referred && claim.needsSupport()) {
                support.findAnywhere(claim.statement(), passages, cited)
                        .ifPresent(
                                stretch -> claim.proofs().put(stretch.passage().number(), stretch));
            }
            writing.add(claim, claims, !referred);
        }
        return writing.end();
    }

    private List<Claim> claims(CitationMarks marks, Remarks remarks) {
        List<Sentences.Range> sentences = sentences(marks.plain());
        List<Claim> claims = new ArrayList<>();
        ListNumbers items = new ListNumbers(marks.plain());
        for (int i = 0; i < sentences.size(); i++) {
            Sentences.Range range = sentences.get(i);
            String said = marks.plain().substring(items.behind(range.start(), range.end()), range.end());
            Statement statement = Statement.of(range.of(marks.plain()), said);
            String next = i + 1 < sentences.size() ? sentences.get(i + 1).of(marks.plain()) : "";
            claims.add(new Claim(
                    range, statement, remarks.isOne(range, statement, next), new LinkedHashMap<>(), new TreeSet<>()));
        }
        for (CitationMarks.Mark mark : marks.marks()) {
            Claim claim = of(mark, claims);
            if (claim == null || remarks.namesASource(claim.statement())) {
                continue;
            }
            for (int n : mark.numbers()) {
                claim.named().add(n);
                if (n >= 1 && n <= passages.size()) {
                    support.find(claim.statement(), passages.get(n - 1))
                            .ifPresent(stretch -> claim.proofs().put(n, stretch));
                }
            }
        }
        return claims;
    }

    /** With the signs that end them, which the usual rules take for sentences of their own behind a Markdown emphasis. */
    private static List<Sentences.Range> sentences(String text) {
        List<Sentences.Range> sentences = new ArrayList<>();
        for (Sentences.Range range : Sentences.of(text)) {
            boolean ends = !sentences.isEmpty()
                    && sentences.getLast().end() == range.start()
                    && range.of(text).codePoints().noneMatch(Character::isLetterOrDigit);
            sentences.add(ends ? new Sentences.Range(sentences.removeLast().start(), range.end()) : range);
        }
        return sentences;
    }

    /** The sentence that a reference stands in or behind, or before if it leads. */
    private static @Nullable Claim of(CitationMarks.Mark mark, List<Claim> claims) {
        Claim found = null;
        for (Claim claim : claims) {
            int start = claim.range().start();
            if (found == null || start < mark.at() || mark.leads() && start == mark.at()) {
                found = claim;
            }
        }
        return found;
    }

    /** Writes the answer anew, with the references that hold. */
    private static final class Writing {
        private final CitationMarks marks;
        private final String plain;
        private final References references;
        private final StringBuilder text = new StringBuilder();
        private final List<Citation> citations = new ArrayList<>();
        private final List<UnsupportedSentence> unsupported = new ArrayList<>();
        private int mark;
        private int written;

        Writing(CitationMarks marks, References references) {
            this.marks = marks;
            this.references = references;
            this.plain = marks.plain();
        }

        private void plainTo(int end) {
            text.append(plain, written, end);
            written = end;
        }

        void add(Claim claim, List<Claim> claims, boolean withoutReference) {
            plainTo(claim.range().start());
            int start = text.length();
            while (mark < marks.marks().size() && of(marks.marks().get(mark), claims) == claim) {
                CitationMarks.Mark next = marks.marks().get(mark++);
                plainTo(Math.clamp(next.at(), written, claim.range().end()));
                if (!withoutReference && references != References.NONE) {
                    next.numbers().stream()
                            .distinct()
                            .filter(claim.proofs()::containsKey)
                            .forEach(n -> text.append((next.leads() ? "[%d] " : " [%d]").formatted(n)));
                }
            }
            plainTo(claim.range().end());
            if (withoutReference && references == References.ALL) {
                claim.proofs().keySet().forEach(n -> text.insert(behind(start), " [%d]".formatted(n)));
            }
            int end = text.length();
            claim.proofs()
                    .forEach((n, stretch) -> citations.add(
                            Citation.of(n, stretch.passage().passage(), stretch.start(), stretch.end(), start, end)));
            if (claim.proofs().isEmpty() && claim.needsSupport()) {
                unsupported.add(new UnsupportedSentence(claim.statement().text(), start, end));
            }
        }

        /** Where a reference belongs behind what was written last; a row of a table ends with a bar. */
        private int behind(int start) {
            int end = text.length();
            if (text.charAt(end - 1) == '|' && text.lastIndexOf("|", end - 2) >= start) {
                end--;
                while (Character.isWhitespace(text.charAt(end - 1))) {
                    end--;
                }
            }
            return end;
        }

        Grounded end() {
            plainTo(plain.length());
            return new Grounded(text.toString(), citations, unsupported);
        }
    }
}
