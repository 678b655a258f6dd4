package io.ragline.blob;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The blob store in the data folder. */
class BlobBeans {
    @Produces
    @Singleton
    BlobStore blobs(@ConfigProperty(name = "ragline.home") Path home) {
        return new DiskBlobStore(home.resolve("blobs"));
    }

    @Produces
    @Singleton
    MediaTypeSniffer sniffer() {
        return new MediaTypeSniffer();
    }
}
