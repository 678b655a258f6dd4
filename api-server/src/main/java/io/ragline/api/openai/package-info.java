/**
 * The API of OpenAI, for clients that speak it: what they ask as a chat becomes a question like any other, and the model's name says
 * which collection it is asked of.
 */
@NullMarked
package io.ragline.api.openai;

import org.jspecify.annotations.NullMarked;
