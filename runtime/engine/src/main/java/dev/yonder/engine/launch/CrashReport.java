// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a Java machine says of its crash, in short: the file goes with the directory of its session,
 * and most of it is for those who make Java machines.
 */
final class CrashReport {
  private static final String MARK = "#";
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_REASONS = 8;
  private static final int MOST_FRAMES = 8;

  /** What every report begins with, and what is not for the users of Yonder. */
  private static final List<String> LEFT_OUT =
      List.of(
          "A fatal error has been",
          "JRE version:",
          "Java VM:",
          "No core dump",
          "Core dump",
          "If you would like",
          "http");

  /** Frames of the JDK end with their module, and some are no methods. */
  private static final Pattern OF_THE_JDK = Pattern.compile("@[0-9.+]+$|~");

  private CrashReport() {}

  /** Returns where the Java machine of the process leaves its report, %p for any process. */
  static Path file(Path runDirectory, String process) {
    return runDirectory.resolve("crash-" + process + ".log");
  }

  /** Returns the reason and the program's frames of the report, empty if there is none. */
  static String inShort(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return inShort(
          new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      return "";
    }
  }

  private static String inShort(List<String> lines) {
    List<String> told = new ArrayList<>();
    int next = 0;
    for (; next < lines.size() && lines.get(next).startsWith(MARK); next++) {
      String line = lines.get(next).substring(MARK.length()).strip();
      if (!line.isEmpty()
          && told.size() < MOST_REASONS
          && LEFT_OUT.stream().noneMatch(line::startsWith)) {
        told.add(line);
      }
    }
    lines.subList(next, lines.size()).stream()
        .dropWhile(line -> !line.startsWith("Java frames"))
        .takeWhile(line -> !line.isBlank())
        .skip(1)
        .filter(frame -> !OF_THE_JDK.matcher(frame).find())
        .limit(MOST_FRAMES)
        .forEach(told::add);
    return String.join("\n", told);
  }

  /** Returns what a process wrote without what its Java machine wrote when it crashed. */
  static String cutOff(String written) {
    for (String start : List.of("# A fatal error has been", "# There is insufficient memory")) {
      int at = written.indexOf(start);
      if (at >= 0) {
        return written.substring(0, at).replaceFirst("[#\\s]+$", "");
      }
    }
    return written;
  }
}
