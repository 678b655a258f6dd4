/** The four services of a one-machine Ragline and how each is prepared, started, found ready and stopped. */
@NullMarked
package io.ragline.cli.service;

import org.jspecify.annotations.NullMarked;
