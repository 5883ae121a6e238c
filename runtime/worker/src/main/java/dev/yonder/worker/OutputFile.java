// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that a worker process and what it starts print to, of which only the end is kept.
 *
 * <p>Whoever prints to it appends, so it may be cut at any time.
 */
public final class OutputFile {
  /** It may grow to this, and beyond by what is printed until somebody looks. */
  static final int MOST_BYTES = 4 << 20;

  static final int KEPT_BYTES = 256 * 1024;
  static final String NOTE = "[yonder: what was printed before this was not kept]\n";

  private final Path path;

  private OutputFile(Path path) {
    this.path = path;
  }

  /** Returns the file of the worker. */
  public static OutputFile of(Path runDirectory, String worker) {
    return new OutputFile(runDirectory.resolve(worker + ".log"));
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Cuts off all but the end if there is much; what is printed at this very moment may be lost. */
  void trim() {
    try {
      if (Files.size(path) > MOST_BYTES) {
        ByteBuffer end = cut();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.APPEND)) {
          file.write(end);
        }
      }
    } catch (IOException e) {
      // The file was for those who look into the directory; it is looked at again soon.
    }
  }

  private ByteBuffer cut() throws IOException {
    byte[] note = NOTE.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer end = ByteBuffer.allocate(note.length + KEPT_BYTES).put(note);
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long from = file.size() - KEPT_BYTES;
      while (end.hasRemaining() && file.read(end, from + end.position() - note.length) > 0) {
        // Until the end is here.
      }
      file.truncate(0);
    }
    return end.flip();
  }
}
