package io.ragline.catalog;

/** Fired in the transaction that ends a job, whatever the end. What an observer writes is there when the end is. */
public record JobEnded(JobEntity job) {}
