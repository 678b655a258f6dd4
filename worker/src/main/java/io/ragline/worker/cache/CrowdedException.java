package io.ragline.worker.cache;

/** Somebody else is working out the same, and as many wait for it here already as may. */
public final class CrowdedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CrowdedException() {
        super("Enough wait for the same already");
    }
}
