/** What all clients of servers that speak OpenAI's protocol share: connections, failures in words, counting tokens. */
@NullMarked
package io.ragline.worker.openai;

import org.jspecify.annotations.NullMarked;
