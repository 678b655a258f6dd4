/** A vision model behind the chat completions API of OpenAI, which most servers of models speak. */
@NullMarked
package io.ragline.worker.vision.openai;

import org.jspecify.annotations.NullMarked;
