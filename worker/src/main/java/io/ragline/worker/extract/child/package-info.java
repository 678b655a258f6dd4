/**
 * Reading in a child process, so that a hostile file can kill a child and never the worker.
 *
 * <pre>
 * worker                                       child (capped heap, no secrets in its environment)
 * ChildExtractor ── Read ────────── stdin ──▶  ExtractionChild ── FormatExtractor
 *       ▲                                           │
 *       └── Pages, PageRead*, Warned*, ── stdout ───┘
 *           then Done or Failed
 * </pre>
 *
 * Pictures of pages are made the same way: {@link ChildPageRenderer} sends Draw or Mark and gets Done or Failed; the picture
 * is in the file that the request names.
 *
 * <p>A frame is its length in four bytes, then JSON. The pipe holds a child back whose pages nobody takes. The child ends
 * itself when its stdin ends, which is also how it learns that the worker was killed. The worker trusts nothing that
 * comes back: frames are bounded, and whatever isn't as agreed ends the child.
 *
 * <p>Who caps what: the child's virtual machine its heap, its classes and its compiled code; {@link Reading} the time;
 * {@link ChildGuard}, from outside, what the child hands over, its temporary files and all the memory that it and the
 * programs it starts occupy; {@link NoNetwork} and, where the machine lets, {@link Isolation} what it may connect to:
 * nothing. One child is started ahead and reads a small document ({@link WarmUp}), so that no upload waits for a start.
 */
@NullMarked
package io.ragline.worker.extract.child;

import org.jspecify.annotations.NullMarked;
