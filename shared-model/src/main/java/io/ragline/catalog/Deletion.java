package io.ragline.catalog;

import java.util.List;
import java.util.UUID;

/**
 * Something that was deleted: nobody sees it any more, and a job removes what is left of it.
 *
 * @param job that removes it
 * @param cancelled jobs that were about it and hadn't ended: whoever runs them is yet to be told
 */
public record Deletion(JobEntity job, List<UUID> cancelled) {
    public Deletion {
        cancelled = List.copyOf(cancelled);
    }
}
