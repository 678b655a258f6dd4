/** The providers of models, as they are configured: the API knows their names, only workers call them. */
@NullMarked
package io.ragline.provider;

import org.jspecify.annotations.NullMarked;
