// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A link over a transport, with a thread that reads and one that writes.
 *
 * <p>The writer takes everything that is queued and writes it at once: that matters more for how
 * many messages go through than everything else together.
 */
final class StreamLink implements Link {
  /** Waiting senders go on when less than this is queued. */
  private static final long ROOM = 4 << 20;

  /** What a message takes in the queue, its payload apart. */
  private static final int MESSAGE = 64;

  private static final int CLOSE_LOOKS = 10;

  /**
   * A side that could not be written to may have said much before it went, without such a pause.
   */
  private static final long SILENCE_MILLIS = 5_000;

  /** Longer than it takes to read what was on its way. */
  private static final long READ_ON_MILLIS = 30_000;

  private static final long LOOK_MILLIS = 100;

  private final Transport transport;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final Thread readerThread;
  private final Thread writerThread;
  private final Object lock = new Object();

  // Guarded by the lock.
  private ArrayDeque<Message> queue = new ArrayDeque<>();
  private final ArrayDeque<Message> urgent = new ArrayDeque<>();
  private long queuedBytes;
  private long takenBytes;
  private boolean closing;
  private boolean broken;

  /** Whether the writer sleeps or is about to, and nobody has woken it. */
  private volatile boolean asleep;

  /** Whether what was read last is being handled, however long that takes. */
  private volatile boolean handling;

  /** Why nothing more could be written, where the other side did not end by itself after that. */
  private volatile @Nullable IOException mute;

  private @Nullable Receiver receiver;

  StreamLink(String name, Transport transport, FrameReader reader) {
    this.transport = transport;
    this.reader = reader;
    this.writer = new FrameWriter(transport, this::takeUrgent);
    this.readerThread = daemon(this::read, "yonder-read-" + name);
    this.writerThread = daemon(this::write, "yonder-write-" + name);
  }

  private static Thread daemon(Runnable action, String name) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void start(Receiver receiver) {
    this.receiver = receiver;
    readerThread.start();
    writerThread.start();
  }

  @Override
  public void send(Message message) {
    long bytes = bytes(message);
    synchronized (lock) {
      if (closing || broken) {
        return;
      }
      if (message instanceof Message.Alive) {
        urgent.add(message);
      } else {
        queue.add(message);
        queuedBytes += bytes;
      }
    }
  }

  @Override
  public void flush() {
    if (asleep) {
      asleep = false;
      try {
        LockSupport.unpark(writerThread);
      } catch (StackOverflowError e) {
        // A task that recurses too deep must not leave the writer asleep for ever.
        asleep = true;
        throw e;
      }
    }
  }

  @Override
  public long queuedBytes() {
    synchronized (lock) {
      return queuedBytes;
    }
  }

  @Override
  public long unwrittenBytes() {
    return queuedBytes() + writer.objectBytes();
  }

  @Override
  public void awaitRoom() throws InterruptedException {
    synchronized (lock) {
      while (queuedBytes > ROOM && !closing && !broken) {
        lock.wait();
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closing = true;
      lock.notifyAll();
    }
    asleep = false;
    LockSupport.unpark(writerThread);
    try {
      // Ending a socket from which not all was read would destroy what the other side has not read.
      int left = await(writerThread, CLOSE_LOOKS);
      await(readerThread, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  /**
   * Waits for the end of a thread, and returns how many looks are left. They count and not time, as
   * all of this process may stand still during one of them.
   */
  private static int await(Thread thread, int looks) throws InterruptedException {
    int left = looks;
    while (thread != Thread.currentThread() && thread.isAlive() && left > 0) {
      thread.join(LOOK_MILLIS);
      left--;
    }
    return left;
  }

  /** Sends nothing more, and lets those go on that wait for room. */
  private void stopSending() {
    synchronized (lock) {
      broken = true;
      queue.clear();
      queuedBytes = 0;
      lock.notifyAll();
    }
  }

  private void end() {
    stopSending();
    try {
      transport.close();
    } catch (IOException e) {
      // There is nothing left to lose.
    }
    LockSupport.unpark(writerThread);
  }

  private void write() {
    try {
      while (true) {
        ArrayDeque<Message> taken = take();
        if (taken == null) {
          break;
        }
        writeUrgent();
        writeAll(taken);
        written();
      }
      writer.flush();
      transport.endOutput();
    } catch (IOException e) {
      // The other side is gone, but what it said before is still to be read; then the reader ends.
      stopSending();
      endAfterReading(e);
    } catch (RuntimeException | Error e) {
      // The reader finds the link ended, too, and says why.
      end();
    }
  }

  /** Ends a link that can only be read: its other side may wait for ever. */
  private void endAfterReading(IOException reason) {
    long start = System.nanoTime();
    long last = start;
    long quietSince = start;
    while (readerThread.isAlive()
        && millis(last - quietSince) < SILENCE_MILLIS
        && millis(last - start) < READ_ON_MILLIS) {
      try {
        readerThread.join(LOOK_MILLIS);
      } catch (InterruptedException e) {
        break;
      }
      long now = System.nanoTime();
      boolean stoodStill = millis(now - last) > SILENCE_MILLIS / 2;
      quietSince = handling || stoodStill ? now : Math.max(quietSince, reader.lastRead());
      last = now;
    }
    if (readerThread.isAlive()) {
      mute = new IOException("nothing could be written: " + reason, reason);
      end();
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  /** Writes the messages and lets go of each: the next may be long in coming. */
  private void writeAll(ArrayDeque<Message> messages) throws IOException {
    while (!messages.isEmpty()) {
      writer.write(messages.remove());
      writeUrgent();
    }
  }

  /** Waits for messages, and returns null when there will be none. */
  private @Nullable ArrayDeque<Message> take() throws IOException {
    while (true) {
      synchronized (lock) {
        if (!queue.isEmpty()) {
          ArrayDeque<Message> taken = queue;
          queue = new ArrayDeque<>();
          takenBytes = queuedBytes;
          return taken;
        }
        if (!urgent.isEmpty()) {
          return new ArrayDeque<>();
        }
      }
      if (writer.writeObjectPart()) {
        continue;
      }
      writer.flush();
      asleep = true;
      synchronized (lock) {
        if (broken || (closing && queue.isEmpty())) {
          return null;
        }
        if (!queue.isEmpty() || !urgent.isEmpty()) {
          asleep = false;
          continue;
        }
      }
      LockSupport.park(this);
      asleep = false;
    }
  }

  private @Nullable Message takeUrgent() {
    synchronized (lock) {
      return urgent.poll();
    }
  }

  private void writeUrgent() throws IOException {
    for (Message next = takeUrgent(); next != null; next = takeUrgent()) {
      writer.write(next);
    }
  }

  private void written() {
    synchronized (lock) {
      queuedBytes -= takenBytes;
      takenBytes = 0;
      if (queuedBytes <= ROOM) {
        lock.notifyAll();
      }
    }
  }

  private static long bytes(Message message) {
    if (message instanceof Message.Finished m) {
      return MESSAGE + m.value().size();
    }
    if (message instanceof Message.CallMade m) {
      return MESSAGE + m.arguments().size();
    }
    if (message instanceof Message.Fetched m) {
      return MESSAGE + m.value().size();
    }
    return message instanceof Message.Printed m ? MESSAGE + m.text().length : MESSAGE;
  }

  private void read() {
    Receiver told = receiver;
    if (told == null) {
      throw new AssertionError("started without a receiver");
    }
    IOException reason = null;
    try {
      while (readOne(told)) {
        // Nothing here refers to what was read last: it may be large.
      }
      reason = ofLink(mute);
    } catch (IOException e) {
      reason = ofLink(mute == null ? e : mute);
    } catch (RuntimeException | Error e) {
      // An exhausted heap, too: a link that nobody reads would have everybody wait for ever.
      reason = new IOException("a message could not be handled: " + e, e);
    }
    end();
    told.ended(reason);
  }

  /** Returns what went wrong with the link, null where it was about to be closed. */
  private @Nullable IOException ofLink(@Nullable IOException reason) {
    synchronized (lock) {
      return closing ? null : reason;
    }
  }

  private boolean readOne(Receiver told) throws IOException {
    Message next = reader.read();
    if (next != null) {
      handling = true;
      told.received(next);
      handling = false;
    }
    return next != null;
  }
}
