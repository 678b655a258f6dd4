/**
 * Reading HTML. What a page only shows around its content is left out: scripts, styles, navigation, page footers, forms,
 * and whatever is hidden. Nothing that it links to is fetched.
 */
@NullMarked
package io.ragline.worker.extract.markup;

import org.jspecify.annotations.NullMarked;
