/** Opening ZIP files and XML of strangers: bounded in what they unpack to, and nothing that they point to is fetched. */
@NullMarked
package io.ragline.worker.extract.container;

import org.jspecify.annotations.NullMarked;
