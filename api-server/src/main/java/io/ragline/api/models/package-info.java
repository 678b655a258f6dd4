/** The models that write answers and embed texts. */
@NullMarked
package io.ragline.api.models;

import org.jspecify.annotations.NullMarked;
