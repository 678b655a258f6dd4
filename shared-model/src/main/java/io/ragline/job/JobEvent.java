package io.ragline.job;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that happened to a job.
 *
 * @param id of the entry in the job's stream; later ones sort behind earlier ones
 * @param type what happened
 * @param data more about it, as a JSON object
 * @param last of words: whether the answer is whole with them
 */
public record JobEvent(String id, Type type, String data, boolean last) {

    /** What can happen to a job. */
    public enum Type {
        /** It waits: accepted, or asked to run again. */
        QUEUED,
        /** An attempt started. */
        STARTED,
        /** It has come further. */
        PROGRESS,
        /** An answer goes on: {@code {"text": "…"}}. */
        TOKEN,
        /** What came of the answer so far counts no more, it begins anew: {@code {"why": "…"}}. */
        RESTART,
        /** It waits for another attempt. */
        PUT_OFF,
        /** It has ended; nothing follows unless somebody asks for it to be run again. */
        END;

        /** The type's name in JSON and in streams, such as {@code put-off}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Type of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public JobEvent {
        Objects.requireNonNull(id);
        Objects.requireNonNull(type);
        Objects.requireNonNull(data);
    }
}
