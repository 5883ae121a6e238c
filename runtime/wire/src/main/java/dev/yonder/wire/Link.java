// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection between a driver and a worker, which carries messages in order.
 *
 * <p>{@link Message.Alive}, {@link Message.Stop} and answers with objects may overtake other
 * messages. All methods may be called by any thread, and a thread that is interrupted does the link
 * no harm.
 */
public interface Link extends Closeable {

  /** Takes notice of what arrives; called by one thread of the link. */
  interface Receiver {

    /** Takes a message; while this runs, nothing more is read. */
    void received(Message message);

    /**
     * The link has ended; called once, and nothing is received afterwards.
     *
     * @param reason what went wrong, null if the other side closed it or {@link Link#close} was
     *     called
     */
    void ended(@Nullable IOException reason);
  }

  /** Starts reading and writing. */
  void start(Receiver receiver);

  /** Queues a message, which may be held back until {@link #flush}; never waits. */
  void send(Message message);

  /** Has everything that is queued written; never waits. */
  void flush();

  /** Returns how many bytes are queued, about. */
  long queuedBytes();

  /** Returns how many bytes are queued or in objects that are partly written, about. */
  long unwrittenBytes();

  /**
   * Waits until no more than some MiB are queued, or the link has ended.
   *
   * <p>For threads that make much to send and may wait, as tasks may; not for the engine's.
   */
  void awaitRoom() throws InterruptedException;

  /**
   * Writes what is queued, waits for the other side to end, both within a second, and ends the
   * link.
   *
   * <p>What arrives meanwhile is still received, so the caller must not hold what a receiver needs.
   */
  @Override
  void close();
}
