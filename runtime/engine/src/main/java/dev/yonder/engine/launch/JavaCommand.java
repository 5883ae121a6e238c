// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The command that starts a worker's Java machine. */
public final class JavaCommand {
  /** What the program needs of its own Java machine, workers need of theirs. */
  private static final List<String> PASSED_ON =
      List.of(
          "--add-opens",
          "--add-exports",
          "--add-modules",
          "--add-reads",
          "--enable-preview",
          "--enable-native-access",
          "-ea",
          "-enableassertions",
          "-Djava.library.path=",
          "-Djava.awt.headless=");

  /** How standard streams are encoded; before 19 the properties had other names. */
  private static final List<String> STREAM_ENCODINGS =
      List.of("stdout.encoding", "stderr.encoding", "sun.stdout.encoding", "sun.stderr.encoding");

  private static final int UNSAFE_WARNS_SINCE = 24;

  /** A heap that begins small collects garbage at every large result, and asks for fresh memory. */
  private static final int PART_AT_FIRST = 8;

  /**
   * The collector of machines with one processor would copy larger arrays, once at least; others
   * have ways of their own and ignore this.
   */
  private static final String LARGE_OBJECT = "1m";

  /** What the Java machine needs beside its heap comes out of the rest. */
  private static final double PART_FOR_HEAP = 0.75;

  private static final long LEAST_HEAP = 64L << 20;

  private JavaCommand() {}

  /** Returns the most that the heap of a worker of so much memory takes, 0 if that is left open. */
  public static long heapBytes(long memory) {
    return memory == 0 ? 0 : Math.max(LEAST_HEAP, (long) (memory * PART_FOR_HEAP));
  }

  /**
   * A Java machine in the place where it is to run.
   *
   * @param java the program that starts it
   * @param classPath the jars, in the form of that place
   * @param directory where a crash leaves its report
   * @param heapBytes the most that the heap may take, 0 if that is left to the Java machine
   * @param cpus the processors that the process may use, which sizes its pools
   */
  public record Machine(String java, String classPath, String directory, long heapBytes, int cpus) {

    /** Returns the Java machine that runs this process, with the code as its class path. */
    public static Machine here(Code code, Path directory, long heapBytes, int cpus) {
      return new Machine(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          code.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
          directory.toString(),
          heapBytes,
          cpus);
    }
  }

  /**
   * Returns the command.
   *
   * @param more options of the profile, which win over others
   * @param main the main class and its arguments
   */
  public static List<String> of(Machine machine, List<String> more, List<String> main) {
    List<String> command = new ArrayList<>(List.of(machine.java));
    if (machine.heapBytes > 0) {
      command.add("-Xmx" + Math.max(1, machine.heapBytes >> 20) + "m");
      command.add("-Xms" + Math.max(1, (machine.heapBytes / PART_AT_FIRST) >> 20) + "m");
    }
    command.add("-XX:PretenureSizeThreshold=" + LARGE_OBJECT);
    command.add("-XX:ActiveProcessorCount=" + machine.cpus);
    command.add("-XX:ErrorFile=" + CrashReport.file(Path.of(machine.directory), "%p"));
    if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
      // Kryo's; the warning is not for users of Yonder.
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(sameAsHere());
    command.addAll(more);
    command.add("-cp");
    command.add(machine.classPath);
    command.addAll(main);
    return command;
  }

  /** Returns what is set for a worker beside the environment of this process. */
  public static Map<String, String> environment(int cpus) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
      environment.put(variable, Integer.toString(cpus));
    }
    return environment;
  }

  /**
   * Returns what is set for a worker on a machine that did not start this process.
   *
   * <p>Who logs in without a terminal often has no locale there. Java could then open no file whose
   * name is not of ASCII.
   *
   * @param variables what the profile sets, which goes before
   */
  public static Map<String, String> environmentElsewhere(int cpus, Map<String, String> variables) {
    Map<String, String> environment = environment(cpus);
    environment.put("LC_CTYPE", "C.UTF-8");
    environment.putAll(variables);
    return environment;
  }

  /** Returns what has results depend on the machine they are computed on, as it is here. */
  private static List<String> sameAsHere() {
    List<String> options = new ArrayList<>();
    Locale locale = Locale.getDefault();
    options.add("-Duser.language=" + locale.getLanguage());
    options.add("-Duser.country=" + locale.getCountry());
    options.add("-Duser.variant=" + locale.getVariant());
    options.add("-Duser.timezone=" + java.util.TimeZone.getDefault().getID());
    options.add("-Dfile.encoding=" + java.nio.charset.Charset.defaultCharset().name());
    for (String stream : STREAM_ENCODINGS) {
      options.add("-D" + stream + "=UTF-8");
    }
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    for (String option : given) {
      if (PASSED_ON.stream().anyMatch(option::startsWith)) {
        options.add(option);
      }
    }
    return options;
  }
}
