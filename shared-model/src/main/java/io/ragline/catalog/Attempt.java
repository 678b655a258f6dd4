package io.ragline.catalog;

import io.ragline.model.StageTimes;

/**
 * One run of a job, taken when it starts. All that the run writes is fenced by its number: once another attempt has
 * taken over, this one can change nothing any more.
 *
 * @param job the job as it was when the attempt began
 * @param number from 1
 * @param stages what the run says that it does; recorded when it ends
 */
public record Attempt(JobEntity job, int number, StageTimes stages) {}
