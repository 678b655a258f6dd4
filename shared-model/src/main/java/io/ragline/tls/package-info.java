/** TLS towards Redis, PostgreSQL and Qdrant, and of the API itself, from PEM files. */
@NullMarked
package io.ragline.tls;

import org.jspecify.annotations.NullMarked;
