/** Embedding models behind OpenAI's protocol, which most servers of models speak. */
@NullMarked
package io.ragline.worker.embed.openai;

import org.jspecify.annotations.NullMarked;
