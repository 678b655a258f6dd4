/** Brings files to the server: what it has already, what is sent, what becomes of it. */
@NullMarked
package io.ragline.cli.ingest.transfer;

import org.jspecify.annotations.NullMarked;
