// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * Gives to an attempt what its process prints while it runs, by native code and by processes that
 * it starts as well; for workers with one slot, where nothing else does. By any thread.
 */
final class OutputTail {
  /** An attempt that is shorter than this, and has printed nothing in Java, is not looked at. */
  private static final long SHORT_NANOS = 20_000;

  private static final int MOST_READ = 64 * 1024;

  private final OutputFile output;

  /** No channel, which an interrupt of a task that prints would close for all that come after. */
  private final RandomAccessFile file;

  private long position;

  /** Set without the lock where nothing was printed, as most attempts are too short for locks. */
  private volatile @Nullable Attempt current;

  OutputTail(OutputFile output) throws IOException {
    this.output = output;
    this.file = new RandomAccessFile(output.path().toFile(), "r");
    this.position = file.length();
  }

  /** Takes notice that the attempt runs from now on, and what ran before it waits; null if none. */
  void runs(@Nullable Attempt attempt) {
    Attempt before = current;
    if (before != null && before != attempt) {
      look();
    }
    if (before != attempt) {
      current = attempt;
    }
  }

  /** Takes notice that the method has returned, for as long as it ran. */
  void returned(Attempt attempt, long nanos) {
    if (nanos >= SHORT_NANOS || attempt.hasPrinted()) {
      synchronized (this) {
        collect();
        current = null;
      }
    } else if (current == attempt) {
      current = null;
    }
  }

  /**
   * Writes to a stream that leads to the file, and returns whether it arrived there; nothing is cut
   * off meanwhile, as what is printed just then would be lost.
   */
  synchronized boolean write(PrintStream stream, byte[] bytes, int offset, int length) {
    stream.write(bytes, offset, length);
    return !stream.checkError();
  }

  /** Notes what was printed up to now, and nothing from then on. */
  synchronized void end() {
    collect();
    current = null;
  }

  /** Notes what was printed up to now, and keeps the file small. */
  synchronized void look() {
    collect();
    output.trim();
    try {
      position = Math.min(position, file.length());
    } catch (IOException e) {
      // It is looked at again soon.
    }
  }

  private void collect() {
    try {
      long size = file.length();
      Attempt attempt = current;
      if (size > position && attempt != null) {
        read(attempt.log(), size);
      }
      position = size;
    } catch (IOException e) {
      // The file stays for those who look into the directory.
    }
  }

  private void read(TaskLog log, long size) throws IOException {
    long from = Math.max(position, size - MOST_READ);
    log.skip(from - position);
    byte[] bytes = new byte[(int) (size - from)];
    file.seek(from);
    // Nothing cuts it meanwhile.
    file.readFully(bytes);
    log.append(bytes, 0, bytes.length);
  }
}
