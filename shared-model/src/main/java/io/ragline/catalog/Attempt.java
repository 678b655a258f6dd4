package io.ragline.catalog;

import io.ragline.model.StageTimes;
import java.time.Duration;

/**
 * One run of a job, taken when it starts. All that the run writes is fenced by its number: once another attempt has
 * taken over, this one can change nothing any more.
 *
 * @param job the job as it was when the attempt began
 * @param number from 1
 * @param waited from when the job could have begun, because it was accepted or its time had come, to this start
 * @param stages what the run says that it does; recorded when it ends
 */
public record Attempt(JobEntity job, int number, Duration waited, StageTimes stages) {}
