/** Questions that go on from others: what was said before, and what is asked, standing on its own. */
@NullMarked
package io.ragline.worker.conversation;

import org.jspecify.annotations.NullMarked;
