/** Reading files: what stands on which page. Runs in a capped child process, so that a hostile file kills the child and never the worker. */
@NullMarked
package io.ragline.worker.extract;

import org.jspecify.annotations.NullMarked;
