package io.ragline.worker.rerank;

import java.util.List;

/** A model that reads a question and a text together. */
public interface Reranker {

    /**
     * How relevant each text is, in the order of the texts: the more, the higher, and finite. Some models keep to 0 to 1, others
     * have no bounds.
     *
     * @throws NotRerankedException if it can't tell, or not in time
     */
    List<Double> relevance(String question, List<String> texts);
}
