// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.spi.Shareable;
import dev.yonder.spi.Sharing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file of the program that calls read: it is copied to each host once, however many calls have it
 * as an argument, and files of the same content are copied once.
 *
 * <pre>{@code
 * InputFile genome = InputFile.of(Path.of("genome.fa"));
 * session.map(reads, read -> AlignRemote.align(read, genome));   // the method reads genome.path()
 * }</pre>
 *
 * <p>The copy has the file's name, can only be read, and is there until the session ends; on
 * threads there is none, and calls read the file itself. The file is not to change as long as there
 * are calls that need it: such a call fails. Safe for use by several threads.
 */
public final class InputFile implements Shareable {
  /** How many bytes travel at a time. */
  private static final int PART = 4 << 20;

  private final String name;
  private final long size;

  /** The digest of the content and the number of its first part; unset until it is first sent. */
  private @Nullable String sha256;

  private long number;
  private transient @Nullable Path file;
  private transient @Nullable FileTime modified;

  private InputFile(Path file, BasicFileAttributes attributes) {
    this.file = file;
    this.name = file.getFileName().toString();
    this.size = attributes.size();
    this.modified = attributes.lastModifiedTime();
  }

  /**
   * Returns the file as one that calls may read.
   *
   * @throws IllegalArgumentException if there is no such file, or it is a directory or cannot be
   *     read
   */
  public static InputFile of(Path file) {
    Path place = file.toAbsolutePath().normalize();
    BasicFileAttributes attributes = attributes(place);
    if (attributes == null || !attributes.isRegularFile()) {
      throw new IllegalArgumentException(
          "InputFile.of takes a file that is there, but %s is %s"
              .formatted(
                  place,
                  attributes == null
                      ? "not"
                      : attributes.isDirectory()
                          ? "a directory; make one InputFile for each file in it, or an archive of it"
                          : "something else"));
    }
    if (!Files.isReadable(place)) {
      throw new IllegalArgumentException(
          "InputFile.of takes a file that can be read, and this program may not read " + place);
    }
    return new InputFile(place, attributes);
  }

  private static @Nullable BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, new LinkOption[0]);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Returns the file, or its copy on the host where the call runs, for which the first call there
   * waits.
   *
   * @throws NotSendableException if it is not to be had, as when it was changed or deleted
   */
  public synchronized Path path() {
    if (file == null) {
      file = Sharing.resolve(this);
    }
    return file;
  }

  /** Returns the file's name, without its directory. */
  public String name() {
    return name;
  }

  /** Returns the size of the content in bytes. */
  public long size() {
    return size;
  }

  /** Returns the SHA-256 of the content in hexadecimal digits; only known where it was sent. */
  public synchronized String sha256() {
    if (sha256 == null) {
      throw new IllegalStateException(this + " was not sent");
    }
    return sha256;
  }

  /** Returns the number of the first of its parts, which workers ask for; no program needs it. */
  @Override
  public synchronized long number() {
    return number;
  }

  /** Returns into how many parts the content is divided. */
  public int parts() {
    return Math.toIntExact((size + PART - 1) / PART);
  }

  @Override
  public synchronized void prepare() {
    if (number == 0) {
      checkSame();
      sha256 = digest(path());
      number = Sharing.register(this, Math.max(1, parts()), "sends an InputFile");
    }
  }

  @Override
  public Object value(long part) {
    long from = (number() - part) * PART;
    byte[] bytes = new byte[(int) Math.min(PART, size - from)];
    try (FileChannel channel = FileChannel.open(path())) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
        // It reads what there is.
      }
    } catch (IOException e) {
      throw new NotSendableException(
          "the file %s cannot be read: %s".formatted(path(), e.getMessage()), e);
    }
    checkSame();
    return bytes;
  }

  private void checkSame() {
    BasicFileAttributes now = attributes(path());
    if (now == null || now.size() != size || !now.lastModifiedTime().equals(modified)) {
      throw new NotSendableException(
          "the file %s is not what it was when InputFile.of was called: it had %d bytes of %s, and %s"
              .formatted(
                  path(),
                  size,
                  modified,
                  now == null
                      ? "is gone"
                      : "has %d bytes of %s".formatted(now.size(), now.lastModifiedTime())));
    }
  }

  private static String digest(Path file) {
    try (FileChannel channel = FileChannel.open(file);
        InputStream in =
            new DigestInputStream(
                Channels.newInputStream(channel), MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {
        // It digests what it reads.
      }
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (IOException e) {
      throw new NotSendableException(
          "the file %s cannot be read: %s".formatted(file, e.getMessage()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "InputFile[%s, %d bytes]".formatted(name, size);
  }
}
