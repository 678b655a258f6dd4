package io.ragline.bench.chunking;

import java.util.List;

/**
 * How well retrieved chunks cover the evidence for a question, as in Smith and Troynikov, "Evaluating Chunking Strategies for
 * Retrieval" (Chroma, 2024, research.trychroma.com/evaluating-chunking). With the evidence <i>e</i> and the retrieved chunks
 * <i>r</i> as bags of tokens:
 *
 * <ul>
 *   <li>recall: |e ∩ r| / |e|
 *   <li>precision: |e ∩ r| / |r|, where what two chunks repeat counts twice in r
 *   <li>IoU: |e ∩ r| / (|r| + |e| − |e ∩ r|)
 *   <li>precision Ω: |e ∩ c| / |c ∪ e|, c being all chunks that hold any of the evidence, so the precision with perfect
 *       retrieval
 * </ul>
 *
 * The report speaks of tokens; its published code (github.com/brandonstarxel/chunking_evaluation) counts characters, and so
 * does this, without white space, which chunkers may change.
 */
record Score(double recall, double precision, double iou, double precisionOmega) {

    /**
     * @param evidence of the question, in its text
     * @param retrieved chunks of that text, best first
     * @param retrievedLength of all the retrieved chunks, also those of other texts
     * @param chunks all of that text
     */
    static Score of(Ranges evidence, List<Ranges.Range> retrieved, int retrievedLength, List<Ranges.Range> chunks) {
        double found = evidence.intersection(Ranges.union(retrieved)).length();
        double needed = evidence.length();
        List<Ranges.Range> holding = chunks.stream()
                .filter(chunk ->
                        evidence.intersection(Ranges.union(List.of(chunk))).length() > 0)
                .toList();
        Ranges all = Ranges.union(holding);
        double possible = evidence.intersection(all).length();
        return new Score(
                found / needed,
                retrievedLength == 0 ? 0 : found / retrievedLength,
                found / (retrievedLength + needed - found),
                possible / (all.length() + needed - possible));
    }
}
