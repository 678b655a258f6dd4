package io.ragline.worker.vision;

/** Tells what a picture shows. Used by many threads. */
public interface ImageDescriber {

    /**
     * A description in a few sentences; never blank. Can be interrupted.
     *
     * @param png the picture
     * @throws NotDescribedException if there is none
     */
    String describe(byte[] png);
}
