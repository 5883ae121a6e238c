// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A compilation of 100 remote methods, with and without the processor. */
final class ProcessorTime implements Row.Measurement {
  private static final int CLASSES = 10;
  private static final int METHODS = 10;

  private final String processorPath = System.getProperty("yonder.processor.path", "");
  private final Path directory;
  private final List<String> sources = new ArrayList<>();

  ProcessorTime() {
    try {
      directory = Files.createTempDirectory("yonder-processor-time");
      for (int c = 0; c < CLASSES; c++) {
        Path file = directory.resolve("Sample" + c + ".java");
        Files.writeString(file, source(c));
        sources.add(file.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double floor() {
    return Double.NaN;
  }

  /** Returns the seconds that a run with the processor takes longer than one without. */
  @Override
  public double ours() throws Exception {
    if (processorPath.isEmpty()) {
      throw new IllegalStateException(
          "the row processor-time needs the processor's path: run it with bin/bench");
    }
    double without = seconds(List.of("-proc:none"));
    return seconds(List.of("-processorpath", processorPath)) - without;
  }

  private double seconds(List<String> options) throws Exception {
    Path classes = Files.createTempDirectory(directory, "classes");
    List<String> command = new ArrayList<>(List.of(Jvm.tool("javac"), "-d", classes.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.addAll(sources);
    long start = System.nanoTime();
    Jvm.run(command);
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public int warmups() {
    return 1;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String source(int number) {
    StringBuilder text = new StringBuilder("package samples;\n\npublic final class Sample");
    text.append(number).append(" {\n");
    for (int m = 0; m < METHODS; m++) {
      text.append(
              "  @dev.yonder.annotations.Remote(cpus = 2, memory = \"1 GiB\", walltime = \"2h\")\n")
          .append("  public static double method%d(double a, int b, String c) {\n".formatted(m))
          .append("    return a * b + c.length();\n  }\n");
    }
    return text.append("}\n").toString();
  }
}
