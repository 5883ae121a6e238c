// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Runs commands as processes of this host. */
public final class LocalCommands implements CommandRunner {
  private static final int MOST_BYTES = 16 << 20;
  private static final int PIECE = 1 << 13;

  /**
   * What a program writes that has ended is there; one that it has left behind is not waited for.
   */
  private static final int READ_LOOKS = 10;

  private static final int READ_LOOK_MILLIS = 100;

  private final Predicate<String> known;

  /** Constructs a runner, which holds nothing. */
  public LocalCommands() {
    this(name -> true);
  }

  private LocalCommands(Predicate<String> known) {
    this.known = known;
  }

  /**
   * Returns a runner whose commands see a part of the environment of this process.
   *
   * @param variables tells of the name of a variable whether they see it
   */
  public static LocalCommands knowing(Predicate<String> variables) {
    return new LocalCommands(variables);
  }

  @Override
  public Result run(
      List<String> command, Map<String, String> environment, byte[] input, Duration limit)
      throws BackendException {
    return run(command, environment, out -> out.write(input), limit);
  }

  @Override
  public Result run(
      List<String> command, Map<String, String> environment, Input input, Duration limit)
      throws BackendException {
    Process process = start(command, environment);
    Reading out = Reading.of(process.getInputStream(), "out of " + command.get(0));
    Reading err = Reading.of(process.getErrorStream(), "err of " + command.get(0));
    daemon("yonder-command-in", () -> write(process.getOutputStream(), input));
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw BackendException.passing(
            "the command %s did not end within %d s and was ended%s"
                .formatted(inWords(command), limit.toSeconds(), written(out, err)),
            null);
      }
      return new Result(process.exitValue(), out.text(), err.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BackendException.passing(
          "the command %s was interrupted".formatted(inWords(command)), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(List<String> command, Map<String, String> environment)
      throws BackendException {
    checkLetters(command, Charset.defaultCharset());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(known.negate());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw BackendException.lasting(
          "the command %s cannot be run: %s. Install it, or have it on the PATH"
              .formatted(command.get(0), e.getMessage()),
          e);
    }
  }

  /** Refuses words that would arrive with question marks in them. */
  static void checkLetters(List<String> command, Charset charset) throws BackendException {
    for (String word : command) {
      if (!charset.newEncoder().canEncode(word)) {
        throw BackendException.lasting(
            "the command %s has letters that a program without a locale for them cannot pass on (%s); start the program with LC_ALL=C.UTF-8"
                .formatted(inWords(command), charset),
            null);
      }
    }
  }

  private static String inWords(List<String> command) {
    String words = String.join(" ", command);
    return words.length() > 200 ? words.substring(0, 200) + "…" : words;
  }

  private static String written(Reading out, Reading err) {
    String text = (err.soFar().isBlank() ? out.soFar() : err.soFar()).strip();
    return text.isEmpty() ? "" : "; it wrote: " + text;
  }

  private static void write(OutputStream to, Input input) {
    try (to) {
      input.writeTo(to);
    } catch (IOException e) {
      // It has ended, or does not read; or it is to find its input cut short.
    }
  }

  private static void daemon(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What a process writes, read by a thread of its own, as a full pipe would hold it up. */
  private static final class Reading {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch end = new CountDownLatch(1);

    static Reading of(InputStream in, String name) {
      Reading reading = new Reading();
      daemon("yonder-command-" + name, () -> reading.read(in));
      return reading;
    }

    private void read(InputStream in) {
      byte[] piece = new byte[PIECE];
      try (in) {
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          synchronized (bytes) {
            bytes.write(piece, 0, Math.min(read, MOST_BYTES - bytes.size()));
          }
        }
      } catch (IOException e) {
        // The process was ended.
      }
      end.countDown();
    }

    /** Returns what there is at the end, or, where somebody else still has the pipe, before it. */
    String text() {
      try {
        // Looks count and not time, as all of this process may stand still during one of them.
        for (int looks = 0; end.getCount() > 0 && looks < READ_LOOKS; looks++) {
          end.await(READ_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return soFar();
    }

    String soFar() {
      synchronized (bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
      }
    }
  }
}
