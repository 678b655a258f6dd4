package io.ragline.worker.rerank;

import java.util.List;

/** A model that reads a question and a text together. */
public interface Reranker {

    /**
     * How relevant each text is, 0 to 1, in the order of the texts.
     *
     * @throws NotRerankedException if it can't tell, or not in time
     */
    List<Double> relevance(String question, List<String> texts);
}
