// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

/** The end of what an attempt printed, at most 64 KiB. */
public class TaskLog {
  private static final int CAPACITY = 64 * 1024;

  private byte[] ring = new byte[256];
  private long written;

  /** Appends bytes in the charset that the standard streams print in. */
  public synchronized void append(byte[] bytes, int offset, int length) {
    int kept = Math.min(length, CAPACITY);
    written += length - kept;
    grow(kept);
    for (int i = offset + length - kept; i < offset + length; i++) {
      ring[(int) (written++ % ring.length)] = bytes[i];
    }
  }

  /** Returns the text, in the charset that the standard streams print in. */
  public final String text() {
    return new String(bytes(), TaskOutput.CHARSET);
  }

  /** Returns a copy of what is there of it. */
  final synchronized byte[] bytes() {
    int length = (int) Math.min(written, ring.length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((written - length + i) % ring.length)];
    }
    return bytes;
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
