// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a run, in two sections that each end with an HMAC: a short one that tells what the file
 * is, and messages as a link carries them, which may be large.
 *
 * <p>Nothing of a section is understood before its HMAC was found to be right. That covers the
 * file's name, so that the file of one task is not taken for that of another.
 */
final class SignedFile {
  private static final long MAGIC = 0x3146_7265_646e_6f79L; // "yonderF1"
  private static final int LENGTHS = 3 * Long.BYTES;
  private static final long MOST_HEAD = 64L << 20;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final String name;
  private final RunKey key;

  /**
   * Constructs the file.
   *
   * @param name its path within the directory of the run
   */
  SignedFile(Path file, String name, RunKey key) {
    this.file = file;
    this.name = name;
    this.key = key;
  }

  /** Writes the file, whole or not at all. */
  void write(byte[] head, List<Message> body) throws IOException {
    WholeFile.write(
        file,
        out -> {
          out.seek(LENGTHS + head.length + RunKey.BYTES);
          Section section = new Section(out, mac("body"));
          FrameWriter frames = new FrameWriter(section, () -> null);
          for (Message message : body) {
            frames.write(message);
            while (frames.writeObjectPart()) {
              // Until all of it is written.
            }
          }
          frames.flush();
          out.write(section.mac.end());
          byte[] lengths = lengths(head.length, section.bytes);
          out.seek(0);
          out.write(lengths);
          out.write(head);
          out.write(headMac(lengths, head));
        });
  }

  /** Returns the first section. */
  byte[] head() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return readHead(in).head;
    }
  }

  /** Returns the messages of the second section. */
  List<Message> body() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Head head = readHead(in);
      long start = in.getFilePointer();
      Section checked = new Section(in, mac("body"));
      checked.left = head.bodyBytes;
      byte[] buffer = new byte[BUFFER];
      while (checked.left > 0) {
        checked.read(buffer, 0, buffer.length);
      }
      checkMac(in, checked.mac);
      in.seek(start);
      Section decoded = new Section(in, mac("body"));
      decoded.left = head.bodyBytes;
      FrameReader reader = new FrameReader(decoded);
      reader.trust(Runtime.getRuntime().maxMemory());
      List<Message> messages = new ArrayList<>();
      for (Message next = reader.read(); next != null; next = reader.read()) {
        messages.add(next);
      }
      return messages;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way
  private record Head(byte[] head, long bodyBytes) {}

  private Head readHead(RandomAccessFile in) throws IOException {
    byte[] lengths = new byte[LENGTHS];
    if (in.length() < LENGTHS) {
      throw foreign("has only %d bytes".formatted(in.length()));
    }
    in.readFully(lengths);
    ByteBuffer numbers = ByteBuffer.wrap(lengths).order(ByteOrder.LITTLE_ENDIAN);
    if (numbers.getLong() != MAGIC) {
      throw foreign("does not begin as one does");
    }
    long headBytes = numbers.getLong();
    long bodyBytes = numbers.getLong();
    long rest = in.length() - LENGTHS - 2L * RunKey.BYTES;
    if (headBytes < 0 || headBytes > Math.min(rest, MOST_HEAD) || bodyBytes != rest - headBytes) {
      throw foreign(
          "has %d bytes, which its lengths of %d and %d do not fit"
              .formatted(in.length(), headBytes, bodyBytes));
    }
    byte[] head = new byte[(int) headBytes];
    in.readFully(head);
    Hmac mac = mac("head");
    mac.update(lengths);
    mac.update(head);
    checkMac(in, mac);
    return new Head(head, bodyBytes);
  }

  private void checkMac(RandomAccessFile in, Hmac mac) throws IOException {
    byte[] found = new byte[RunKey.BYTES];
    in.readFully(found);
    if (!MessageDigest.isEqual(found, mac.end())) {
      throw foreign("was not written with the key of its run, or not under this name");
    }
  }

  private ProtocolException foreign(String how) {
    return new ProtocolException(
        ("%s is not used: it %s, so it or the run's key was damaged, or somebody put it there; put"
                + " a copy in its place if you have one")
            .formatted(file, how));
  }

  private byte[] lengths(long head, long body) {
    return ByteBuffer.allocate(LENGTHS)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(MAGIC)
        .putLong(head)
        .putLong(body)
        .array();
  }

  private byte[] headMac(byte[] lengths, byte[] head) {
    Hmac mac = mac("head");
    mac.update(lengths);
    return mac.end(head);
  }

  /** Returns an HMAC that has taken the section and the name, neither of which has a zero. */
  private Hmac mac(String section) {
    Hmac mac = key.mac();
    mac.update((section + "\0" + name + "\0").getBytes(StandardCharsets.UTF_8));
    return mac;
  }

  /** The bytes of a section on their way between frames and the file. */
  private static final class Section implements Transport {
    private final RandomAccessFile file;
    private final Hmac mac;
    private final byte[] buffer = new byte[BUFFER];
    private long bytes;
    private long left;

    Section(RandomAccessFile file, Hmac mac) {
      this.file = file;
      this.mac = mac;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
      while (from.hasRemaining()) {
        int length = Math.min(from.remaining(), buffer.length);
        from.get(buffer, 0, length);
        mac.update(buffer, 0, length);
        file.write(buffer, 0, length);
        bytes += length;
      }
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
      if (left == 0) {
        return -1;
      }
      int length = read(buffer, 0, Math.min(to.remaining(), buffer.length));
      to.put(buffer, 0, length);
      return length;
    }

    private int read(byte[] to, int offset, int most) throws IOException {
      int length = file.read(to, offset, (int) Math.min(most, left));
      if (length < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      mac.update(to, offset, length);
      left -= length;
      return length;
    }

    @Override
    public void endOutput() {}

    @Override
    public void close() {}
  }
}
