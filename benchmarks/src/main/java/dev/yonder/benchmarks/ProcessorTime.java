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
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A compilation of 100 remote methods of one to three parameters, with and without the processor.
 *
 * <p>In one process, after enough runs that the compilers have compiled the compiler, as in an IDE
 * or a build of many modules. What a cold compiler takes longer depends on the machine far more
 * than on the processor.
 */
final class ProcessorTime implements Row.Measurement {
  private static final int CLASSES = 10;
  private static final int METHODS = 10;
  private static final List<String> PARAMETERS = List.of("double a", "int b", "String c");

  private final String processorPath = System.getProperty("yonder.processor.path", "");
  private final Path directory;
  private final List<Path> sources = new ArrayList<>();

  ProcessorTime() {
    try {
      directory = Files.createTempDirectory("yonder-processor-time");
      for (int c = 0; c < CLASSES; c++) {
        Path file = directory.resolve("Sample" + c + ".java");
        Files.writeString(file, source(c));
        sources.add(file);
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

  private double seconds(List<String> options) throws IOException {
    Path classes = Files.createTempDirectory(directory, "classes");
    List<String> all = new ArrayList<>(List.of("-d", classes.toString()));
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    all.addAll(options);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      long start = System.nanoTime();
      boolean compiled = compiler.getTask(null, files, null, all, null, units).call();
      double seconds = (System.nanoTime() - start) / 1e9;
      Sums.check(compiled ? 1 : 0, 1);
      return seconds;
    }
  }

  @Override
  public int warmups() {
    return 20;
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
          .append("  public static double method%d(".formatted(m))
          .append(String.join(", ", PARAMETERS.subList(0, 1 + (number + m) % PARAMETERS.size())))
          .append(") {\n    return a;\n  }\n");
    }
    return text.append("}\n").toString();
  }
}
