// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.nio.charset.Charset;
import java.util.Arrays;

/** The end of what an attempt printed, at most 64 KiB, and whether there was more. */
public class TaskLog {
  static final String NOTE = "[what was printed before this was not kept]\n";

  private static final int CAPACITY = 64 * 1024;

  private final Charset charset;
  private byte[] ring = new byte[256];
  private long written;

  /** Constructs an empty log of what this process prints. */
  public TaskLog() {
    this(TaskOutput.CHARSET);
  }

  /** Constructs an empty log of what is printed in the charset. */
  public TaskLog(Charset charset) {
    this.charset = charset;
  }

  /** Appends bytes in the charset of the log. */
  public synchronized void append(byte[] bytes, int offset, int length) {
    int kept = Math.min(length, CAPACITY);
    written += length - kept;
    grow(kept);
    int from = offset + length - kept;
    int at = (int) (written % ring.length);
    int first = Math.min(kept, ring.length - at);
    System.arraycopy(bytes, from, ring, at, first);
    System.arraycopy(bytes, from + first, ring, 0, kept - first);
    written += kept;
  }

  /** Notes that so many bytes were printed of which nothing is kept. */
  public synchronized void skip(long bytes) {
    if (bytes > 0) {
      grow(CAPACITY);
      written += Math.max(bytes, CAPACITY);
    }
  }

  /** Returns the text. */
  public final String text() {
    return new String(bytes(), charset);
  }

  /** Returns a copy of what is there of it, from the start of a line if it is only the end. */
  final synchronized byte[] bytes() {
    int length = (int) Math.min(written, ring.length);
    byte[] bytes = new byte[length];
    int at = (int) ((written - length) % ring.length);
    int first = Math.min(length, ring.length - at);
    System.arraycopy(ring, at, bytes, 0, first);
    System.arraycopy(ring, 0, bytes, first, length - first);
    return written > length ? noted(bytes) : bytes;
  }

  private byte[] noted(byte[] end) {
    int start = 0;
    while (start < end.length && end[start] != '\n') {
      start++;
    }
    start = start >= end.length - 1 ? 0 : start + 1;
    byte[] note = NOTE.getBytes(charset);
    byte[] all = Arrays.copyOf(note, note.length + end.length - start);
    System.arraycopy(end, start, all, note.length, end.length - start);
    return all;
  }

  /** Makes room while everything printed so far is still there; a full ring stays as it is. */
  private void grow(int more) {
    if (written + more > ring.length && ring.length < CAPACITY) {
      byte[] larger =
          new byte[(int) Math.min(CAPACITY, Math.max(written + more, ring.length * 2L))];
      System.arraycopy(ring, 0, larger, 0, (int) Math.min(written, ring.length));
      ring = larger;
    }
  }
}
