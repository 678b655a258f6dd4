/** What a search is limited to: conditions on what is known of documents and chunks, and their JSON. */
@NullMarked
package io.ragline.filter;

import org.jspecify.annotations.NullMarked;
