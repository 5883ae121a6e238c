// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run, to which records are appended.
 *
 * <p>A record is its length and a checksum of the rest, its content, and the beginning of an HMAC
 * over the content and the HMAC of the record before. What a crash has left of the last records is
 * known by length and checksum, and put aside; what somebody else wrote is known by the HMAC, and
 * refused. Used by one thread.
 */
public final class Journal implements Closeable {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final int HEADER = 2 * Integer.BYTES;
  private static final int MAC_BYTES = 16;
  private static final int MOST_BYTES = 64 << 20;

  private final Path path;
  private final RandomAccessFile file;
  private final RunKey key;
  private final List<RunRecord> found;
  private byte[] lastMac;

  private Journal(Path path, RandomAccessFile file, RunKey key, Contents contents) {
    this.path = path;
    this.file = file;
    this.key = key;
    this.found = contents.records;
    this.lastMac = contents.lastMac;
  }

  @SuppressWarnings("ArrayRecordComponent") // bytes that nobody else has
  private record Contents(List<RunRecord> records, byte[] lastMac, int end, byte[] rest) {}

  @SuppressWarnings("ArrayRecordComponent") // bytes that nobody else has
  private record Written(byte[] content, byte[] mac) {}

  /**
   * Opens the journal, which is made if there is none, and moves what a crash has left of its last
   * records to a file beside it.
   *
   * @throws IOException if it cannot be read or written, or was not written by the run
   */
  static Journal open(Path path, RunKey key) throws IOException {
    if (!Files.exists(path)) {
      WholeFile.write(path, new byte[0]);
    }
    PathSafety.checkFile(path);
    Contents contents = contents(path, key);
    if (contents.rest.length > 0) {
      putAside(path, contents);
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(contents.end);
    file.seek(contents.end);
    return new Journal(path, file, key, contents);
  }

  private static void putAside(Path path, Contents contents) throws IOException {
    Path cut = path.resolveSibling(path.getFileName() + ".cut");
    for (int i = 2; Files.exists(cut); i++) {
      cut = path.resolveSibling(path.getFileName() + ".cut-" + i);
    }
    WholeFile.write(cut, contents.rest);
    WholeFile.syncDirectory(path.toAbsolutePath().resolveSibling(""));
    LOG.log(
        System.Logger.Level.WARNING,
        ("the journal %s is whole up to byte %d only, as after a crash while it was written; the %d"
                + " bytes that follow are in %s now, and calls of which only they tell are not known"
                + " any more")
            .formatted(path, contents.end, contents.rest.length, cut));
  }

  /** Returns what the journal says, as far as it is whole. */
  static List<RunRecord> read(Path path, RunKey key) throws IOException {
    PathSafety.checkFile(path);
    return contents(path, key).records;
  }

  /** Returns what the journal said when it was opened. */
  public List<RunRecord> found() {
    return found;
  }

  /**
   * Appends records, which survive a crash when this returns.
   *
   * @throws IOException if they cannot be written, or somebody else has written to the journal
   */
  public void append(List<RunRecord> records) throws IOException {
    if (file.length() != file.getFilePointer()) {
      throw new IOException(
          "another program has written to %s, and so has taken the run".formatted(path));
    }
    ByteSink all = new ByteSink();
    byte[] mac = lastMac;
    for (RunRecord record : records) {
      WireOutput out = new WireOutput();
      RunRecordCodec.encode(record, out);
      byte[] content = Arrays.copyOf(out.bytes(), out.length());
      mac = mac(key, mac, content);
      all.write(
          ByteBuffer.allocate(HEADER + content.length + MAC_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(content.length)
              .putInt(checksum(content, mac))
              .put(content)
              .put(mac)
              .flip());
    }
    try {
      file.write(all.bytes.toByteArray());
      file.getFD().sync();
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be written to (%s); free room there, and attach the run again"
              .formatted(path, e.getMessage()),
          e);
    }
    lastMac = mac;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static Contents contents(Path path, RunKey key) throws IOException {
    byte[] all = Files.readAllBytes(path);
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    List<RunRecord> records = new ArrayList<>();
    byte[] mac = new byte[MAC_BYTES];
    int end = 0;
    while (true) {
      Written next = next(bytes);
      if (next == null) {
        return new Contents(records, mac, end, Arrays.copyOfRange(all, end, all.length));
      }
      mac = mac(key, mac, next.content);
      if (!MessageDigest.isEqual(mac, next.mac)) {
        throw new ProtocolException(
            ("%s is not used: what is in it from byte %d on was not written with the key of the"
                    + " run, so somebody has changed it")
                .formatted(path, end));
      }
      records.add(RunRecordCodec.decode(next.content));
      end = bytes.position();
    }
  }

  /** Returns the next record, null where there is no whole one. */
  private static @Nullable Written next(ByteBuffer bytes) {
    if (bytes.remaining() < HEADER) {
      return null;
    }
    int length = bytes.getInt();
    int checksum = bytes.getInt();
    if (length < 1 || length > MOST_BYTES || bytes.remaining() < length + MAC_BYTES) {
      return null;
    }
    Written written = new Written(new byte[length], new byte[MAC_BYTES]);
    bytes.get(written.content).get(written.mac);
    return checksum(written.content, written.mac) == checksum ? written : null;
  }

  private static int checksum(byte[] content, byte[] mac) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    checksum.update(mac);
    return (int) checksum.getValue();
  }

  private static byte[] mac(RunKey key, byte[] before, byte[] content) {
    Hmac mac = key.mac();
    mac.update(before);
    return Arrays.copyOf(mac.end(content), MAC_BYTES);
  }
}
