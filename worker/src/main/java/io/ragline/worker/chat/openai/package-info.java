/** Language models behind OpenAI's chat completions, which most servers of models speak. */
@NullMarked
package io.ragline.worker.chat.openai;

import org.jspecify.annotations.NullMarked;
