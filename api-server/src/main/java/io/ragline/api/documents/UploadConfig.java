package io.ragline.api.documents;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of uploads. */
@ConfigMapping(prefix = "ragline.upload")
interface UploadConfig {

    /** The largest file that is accepted, on its own or in a ZIP. */
    @WithDefault("200M")
    MemorySize maxFileSize();

    /** How many files one request may bring. */
    @WithDefault("100")
    int maxFiles();

    /** How many files a ZIP may hold. */
    @WithDefault("1000")
    int maxArchiveFiles();

    /** How much the files in a ZIP may be, unpacked. */
    @WithDefault("2G")
    MemorySize maxArchiveSize();

    /** How much one request may bring. Kept by the HTTP server, see application.properties. */
    @WithDefault("2G")
    MemorySize maxRequestSize();
}
