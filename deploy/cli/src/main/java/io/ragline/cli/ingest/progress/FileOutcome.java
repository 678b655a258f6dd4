package io.ragline.cli.ingest.progress;

import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.files.UnusableFile;

/** What became of one file in the end. */
public sealed interface FileOutcome {

    /** As the person at the terminal knows it. */
    String name();

    /** In the collection now. */
    record Indexed(FoundFile file, String documentId) implements FileOutcome {
        @Override
        public String name() {
            return file.id();
        }
    }

    /** The collection had it before, with the same content. */
    record AlreadyThere(FoundFile file, String documentId) implements FileOutcome {
        @Override
        public String name() {
            return file.id();
        }
    }

    /** Accepted; nobody waited for its job. */
    record Queued(FoundFile file, String documentId) implements FileOutcome {
        @Override
        public String name() {
            return file.id();
        }
    }

    /**
     * Not in the collection.
     *
     * @param code the API's stable code, or {@link #UNREADABLE}
     * @param detail what happened
     * @param advice what a person can do; empty if there is nothing to advise
     */
    record Failed(String name, String code, String detail, String advice) implements FileOutcome {

        /** The code of a file that could not be read here. */
        public static final String UNREADABLE = "FILE_UNREADABLE";

        public static Failed of(UnusableFile file) {
            return unreadable(file.name(), file.why());
        }

        /** @param why as part of a sentence */
        public static Failed unreadable(String name, String why) {
            return new Failed(name, UNREADABLE, Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".", "");
        }

        /** What happened, what to do, and the code. */
        public String reason() {
            return detail + (advice.isEmpty() ? "" : " " + advice) + " (" + code + ")";
        }
    }
}
