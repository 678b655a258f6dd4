/** Language models: what they are asked, what they say, and how they fail. */
@NullMarked
package io.ragline.worker.chat;

import org.jspecify.annotations.NullMarked;
