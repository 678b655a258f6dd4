package io.ragline.bench.chaos.check;

/**
 * Something that must not be.
 *
 * @param rule which rule it breaks
 * @param what exactly, with the ids of jobs
 */
public record Violation(String rule, String what) {}
