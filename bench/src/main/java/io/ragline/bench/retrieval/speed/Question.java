package io.ragline.bench.retrieval.speed;

/**
 * What is searched for.
 *
 * @param vector of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Question(String text, float[] vector) {}
