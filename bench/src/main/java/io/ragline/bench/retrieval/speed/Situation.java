package io.ragline.bench.retrieval.speed;

import io.ragline.model.SearchMode;

/**
 * What a time was taken of.
 *
 * @param meanwhile what else the index did
 */
record Situation(String meanwhile, Selection selection, SearchMode mode) {}
