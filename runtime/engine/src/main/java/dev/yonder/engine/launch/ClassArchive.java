// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The classes of a worker as the Java machine shares them between processes (AppCDS), which halves
 * the time it takes to start one.
 *
 * <p>Made once for a class path and a Java machine, by a worker that does nothing else, while a
 * session runs; the next sessions use it. What decides whether it fits is in its name, so that one
 * that does not fit is made anew. One that the Java machine ignores all the same does no harm.
 */
public final class ClassArchive {
  /** An attempt that failed, or whose machine went down, is repeated after this. */
  private static final Duration RETRY_AFTER = Duration.ofDays(1);

  /** Java machines with heaps from here on have wider pointers, and archives of their own. */
  private static final long WIDE_HEAP = 32L << 30;

  private static final int NAME_LENGTH = 32;

  /** An agent may wait for somebody, as a debugger does, or change the classes. */
  private static final Pattern AGENT = Pattern.compile("-agent|-javaagent|-Xrunjdwp");

  private final Path file;
  private final boolean hasAgents;

  private ClassArchive(Path file, boolean hasAgents) {
    this.file = file;
    this.hasAgents = hasAgents;
  }

  /**
   * Returns the archive for the code, which may not be there.
   *
   * @param heapBytes the most that the heap may take
   * @param jvm other options of the Java machine that uses it
   */
  public static ClassArchive of(Code code, long heapBytes, List<String> jvm) throws IOException {
    return in(
        CacheDirectory.make(CacheDirectory.make(CacheDirectory.ofUser()).resolve("classes")),
        code,
        heapBytes,
        jvm);
  }

  /** Returns the archive in the directory; the rest is as for {@link #of}. */
  public static ClassArchive in(Path directory, Code code, long heapBytes, List<String> jvm)
      throws IOException {
    List<String> fitting = new ArrayList<>();
    for (Path jar : code.jars()) {
      // The Java machine compares sizes and times.
      fitting.add(HashCache.key(jar));
    }
    fitting.add(System.getProperty("java.vm.version"));
    fitting.add(System.getProperty("java.home"));
    fitting.add(heapBytes >= WIDE_HEAP ? "wide" : "narrow");
    fitting.addAll(jvm);
    MessageDigest digest = Digests.start();
    digest.update(String.join("\n", fitting).getBytes(StandardCharsets.UTF_8));
    String name = Digests.end(digest).substring(0, NAME_LENGTH);
    return new ClassArchive(
        directory.resolve(name + ".jsa"),
        jvm.stream().anyMatch(option -> AGENT.matcher(option).lookingAt()));
  }

  /** Returns whether the archive is there. */
  public boolean exists() {
    return Files.isRegularFile(file);
  }

  /** Returns the options that have a Java machine use the archive, none if it is not there. */
  public List<String> options() {
    CacheSweep.used(file);
    // One that does not fit is no news for users: without the star, some words about it remain.
    return exists()
        ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds*=off")
        : List.of();
  }

  /**
   * Returns whether this process is the one to make the archive: it is not there, no agent of the
   * Java machine's forbids it, and nobody has tried lately.
   */
  public boolean claim() {
    Path mark = file.resolveSibling(file.getFileName() + ".making");
    try {
      if (hasAgents || exists()) {
        return false;
      }
      if (Files.exists(mark)
          && Files.getLastModifiedTime(mark)
              .toInstant()
              .isBefore(Instant.now().minus(RETRY_AFTER))) {
        Files.delete(mark);
      }
      Files.createFile(mark);
      return true;
    } catch (IOException e) {
      // Somebody else makes it, or nobody can.
      return false;
    }
  }

  /**
   * Starts a worker that ends soon and whose classes then make the archive, even after this
   * process.
   *
   * @param command starts the worker
   */
  public ChildProcess make(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    // The shell gives the archive its name when it is whole, and is not needed before. One that the
    // disk had no room for goes. With the lowest priority of all it would take minutes where
    // workers keep all processors busy.
    List<String> wrapped =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "nice -n 10 \"$@\" && mv -f -- \"$0.new\" \"$0\" || rm -f -- \"$0.new\"",
                file.toString(),
                command.get(0),
                "-XX:ArchiveClassesAtExit=" + file + ".new"));
    wrapped.addAll(command.subList(1, command.size()));
    return ChildProcess.start(wrapped, environment, /* directory= */ null, log);
  }
}
