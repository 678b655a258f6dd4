/** What keys and limits cost each request. */
@NullMarked
package io.ragline.bench.auth;

import org.jspecify.annotations.NullMarked;
