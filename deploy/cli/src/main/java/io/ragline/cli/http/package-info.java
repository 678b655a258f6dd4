/** The client side of Ragline's HTTP API. Knows only its JSON. */
@NullMarked
package io.ragline.cli.http;

import org.jspecify.annotations.NullMarked;
