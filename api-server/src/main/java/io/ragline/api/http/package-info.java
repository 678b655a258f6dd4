/** What all requests share: problem documents, request ids, short paths, whose request it is. */
@NullMarked
package io.ragline.api.http;

import org.jspecify.annotations.NullMarked;
