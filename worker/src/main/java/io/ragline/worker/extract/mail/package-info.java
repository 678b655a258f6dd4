/**
 * Reading mail: its subject as heading, who wrote it to whom and when, and its text: of a text that comes as HTML and plain the
 * HTML. Attachments are read behind it. Pictures within the text, and signatures for programs, are left out.
 */
@NullMarked
package io.ragline.worker.extract.mail;

import org.jspecify.annotations.NullMarked;
