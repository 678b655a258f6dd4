package io.ragline.worker.query;

/**
 * What an answer depends on.
 *
 * @param name the hash of all of it
 * @param scope the hash of all but the question
 * @param writer the name of the model that is to write it
 */
record AnswerKey(String name, String scope, String writer) {}
