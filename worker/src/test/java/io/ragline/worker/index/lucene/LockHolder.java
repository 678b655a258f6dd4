package io.ragline.worker.index.lucene;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that uses the index folder, until it is killed. */
public final class LockHolder {
    public static void main(String[] args) throws IOException {
        FolderLock.take(Path.of(args[0]));
        System.out.println("locked");
        System.in.read();
    }
}
