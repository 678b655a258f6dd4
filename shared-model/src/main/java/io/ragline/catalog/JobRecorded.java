package io.ragline.catalog;

/** A job was recorded as queued, in the transaction that this is fired in. The queue gets it when that has succeeded. */
public record JobRecorded(JobEntity job) {}
