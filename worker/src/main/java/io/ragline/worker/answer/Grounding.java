package io.ragline.worker.answer;

import io.ragline.model.Citation;
import io.ragline.model.Passage;
import io.ragline.model.UnsupportedSentence;
import io.ragline.worker.answer.Support.Quote;
import io.ragline.worker.chunk.Sentences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer against the passages that its model was shown. A reference stays if it names a passage that says what the sentence
 * says; it then carries the quote that proves it. What no passage supports is named.
 */
final class Grounding {
    /** Shorter sentences ("Yes.", "In short:") claim nothing that could be looked up. */
    private static final int FEWEST_TERMS = 2;

    private final Support support;
    private final List<Passage> passages;

    /** @param passages by their numbers, from 1 */
    Grounding(Support support, List<Passage> passages) {
        this.support = support;
        this.passages = passages;
    }

    /** What is left of an answer. */
    record Grounded(String text, List<Citation> citations, List<UnsupportedSentence> unsupported) {}

    /** A sentence of the answer, where in its passages it is said, and which ones it named. */
    private record Claim(Sentences.Range range, String text, Map<Integer, Quote> proofs, Set<Integer> named) {}

    Grounded ground(String answer) {
        CitationMarks marks = CitationMarks.in(answer.strip());
        List<Claim> claims = claims(marks);
        Set<Integer> cited = new TreeSet<>();
        claims.forEach(claim -> cited.addAll(claim.proofs().keySet()));
        return write(marks, claims, cited);
    }

    private List<Claim> claims(CitationMarks marks) {
        List<Sentences.Range> sentences = Sentences.of(marks.plain());
        List<Claim> claims = new ArrayList<>();
        sentences.forEach(
                range -> claims.add(new Claim(range, range.of(marks.plain()), new LinkedHashMap<>(), new TreeSet<>())));
        for (CitationMarks.Mark mark : marks.marks()) {
            Claim claim = of(mark, claims);
            for (int n : mark.numbers()) {
                if (claim != null) {
                    claim.named().add(n);
                }
                if (claim != null && n >= 1 && n <= passages.size()) {
                    support.find(claim.text(), passages.get(n - 1))
                            .ifPresent(quote -> claim.proofs().put(n, quote));
                }
            }
        }
        return claims;
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

    private Grounded write(CitationMarks marks, List<Claim> claims, Set<Integer> cited) {
        StringBuilder text = new StringBuilder();
        List<Citation> citations = new ArrayList<>();
        List<UnsupportedSentence> unsupported = new ArrayList<>();
        int mark = 0;
        int from = 0;
        for (Claim claim : claims) {
            text.append(marks.plain(), from, claim.range().start());
            int start = text.length();
            from = claim.range().start();
            while (mark < marks.marks().size() && of(marks.marks().get(mark), claims) == claim) {
                CitationMarks.Mark next = marks.marks().get(mark++);
                int to = Math.clamp(next.at(), from, claim.range().end());
                text.append(marks.plain(), from, to);
                from = to;
                next.numbers().stream()
                        .distinct()
                        .filter(claim.proofs()::containsKey)
                        .forEach(n -> text.append(next.leads() ? "[%d] ".formatted(n) : " [%d]".formatted(n)));
            }
            text.append(marks.plain(), from, claim.range().end());
            from = claim.range().end();
            int end = text.length();
            claim.proofs()
                    .forEach((n, quote) ->
                            citations.add(Citation.of(n, passages.get(n - 1), quote.start(), quote.end(), start, end)));
            if (claim.proofs().isEmpty() && needsSupport(claim) && !isSupportedBy(cited, claim)) {
                unsupported.add(new UnsupportedSentence(claim.text(), start, end));
            }
        }
        text.append(marks.plain(), from, marks.plain().length());
        return new Grounded(text.toString().stripTrailing(), citations, unsupported);
    }

    private static boolean needsSupport(Claim claim) {
        return !claim.named().isEmpty()
                || !claim.text().endsWith("?")
                        && !claim.text().endsWith(":")
                        && Support.terms(claim.text()).size() >= FEWEST_TERMS;
    }

    /** Models often name a passage once, behind the last of several sentences that come from it. */
    private boolean isSupportedBy(Set<Integer> cited, Claim claim) {
        return cited.stream()
                .anyMatch(n -> support.find(claim.text(), passages.get(n - 1)).isPresent());
    }
}
