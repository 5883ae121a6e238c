// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.ExitStatus;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A worker that was started on a host, and the ssh that leads to it. */
final class SshBlock {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration END_LIMIT = Duration.ofSeconds(2);
  private static final int SHOWN = 2_048;

  /** With these a shell says that it could not run the program at all. */
  private static final int NOT_RUN = 126;

  private static final int NOT_FOUND = 127;

  private final BlockId id;
  private final Master master;
  private final RunFiles files;
  private final Process process;
  private final Path err;
  private volatile boolean cancelled;
  private volatile @Nullable BlockStatus ended;

  SshBlock(BlockId id, Master master, RunFiles files, Process process, Path err) {
    this.id = id;
    this.master = master;
    this.files = files;
    this.process = process;
    this.err = err;
  }

  BlockId id() {
    return id;
  }

  Process process() {
    return process;
  }

  BlockStatus status() {
    if (process.isAlive()) {
      return BlockStatus.running();
    }
    BlockStatus known = ended;
    if (known == null) {
      known = ended(LocalDirectory.end(err));
      ended = known;
    }
    return known;
  }

  private BlockStatus ended(String written) {
    Matcher mark = Pattern.compile(Pattern.quote(files.mark()) + " ([0-9]{1,3})").matcher(written);
    boolean told = mark.find();
    if (cancelled && (!told || !mark.group(1).equals("0"))) {
      // How the worker or ssh came to its end was our own doing.
      return BlockStatus.ended(BlockStatus.End.PREEMPTED, "it was cancelled");
    }
    if (!told) {
      return process.exitValue() == Diagnosis.SSH_FAILED
          ? BlockStatus.ended(BlockStatus.End.CRASHED, master.lost(written))
          : BlockStatus.ended(BlockStatus.End.NEVER_STARTED, shell(written));
    }
    int status = Integer.parseInt(mark.group(1));
    String words = "its process " + ExitStatus.inWords(status);
    String before = written.substring(0, mark.start()).strip();
    // What start files print comes here too, and where all is well tells nothing.
    String story =
        status == 0 || before.isEmpty() ? words : words + "; it wrote last:\n" + indented(before);
    return BlockStatus.ended(end(status), story);
  }

  private String shell(String written) {
    String words = "its shell " + ExitStatus.inWords(process.exitValue());
    return written.isBlank() ? words : words + "; it wrote:\n" + indented(written.strip());
  }

  private static BlockStatus.End end(int status) {
    return switch (status) {
      case 0 -> BlockStatus.End.DONE;
      case NOT_RUN, NOT_FOUND -> BlockStatus.End.NEVER_STARTED;
      default -> BlockStatus.End.CRASHED;
    };
  }

  private static String indented(String text) {
    String end = text.length() > SHOWN ? text.substring(text.length() - SHOWN) : text;
    return end.indent(2).stripTrailing();
  }

  /**
   * Ends the worker, even if it does not listen.
   *
   * @throws BackendException if the host cannot be told
   */
  void cancel() throws BackendException {
    if (!process.isAlive()) {
      return;
    }
    cancelled = true;
    try {
      master.run(files.stopCommand(), OutputStream::flush, STOP_LIMIT);
    } catch (BackendException e) {
      if (!process.isAlive()) {
        return;
      }
      throw BackendException.passing(
          "the worker of block %s could not be told to end: %s. It ends by itself when it hears nothing of the driver"
              .formatted(id, e.getMessage()),
          e);
    } finally {
      awaitEnd(END_LIMIT);
      process.destroyForcibly();
    }
  }

  /** Waits for ssh to end, and tells whether it has. */
  boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Removes what is kept of it on this host; it has ended. */
  void forget() {
    status();
    LocalDirectory.forget(List.of(err));
  }
}
