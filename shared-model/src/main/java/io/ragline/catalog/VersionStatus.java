package io.ragline.catalog;

import java.util.Locale;

/** Where a version of a document stands. Only an active one is seen by questions. */
public enum VersionStatus {
    /** Accepted; its job isn't done. */
    QUEUED,
    /** Complete and visible. */
    ACTIVE,
    /** A newer one is visible. */
    SUPERSEDED,
    /** Its job failed. */
    FAILED,
    /** Deleted with its document. */
    DELETED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
