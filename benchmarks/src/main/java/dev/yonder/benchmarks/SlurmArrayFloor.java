// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An array of Slurm's own, of which each element starts Java to read a file and write another. */
final class SlurmArrayFloor {
  private static final long LOOK_MILLIS = 20;

  private final Lab lab;
  private final int jobs;
  private final Path directory;
  private final Path script;

  /** Writes what the array needs where nodes see it. */
  SlurmArrayFloor(Lab lab, int jobs) throws IOException {
    this.lab = lab;
    this.jobs = jobs;
    directory = Files.createDirectory(lab.file("shared").resolve("floor"));
    copy(FileToFile.class, directory.resolve("classes"));
    Files.createDirectory(directory.resolve("in"));
    Files.createDirectory(directory.resolve("out"));
    for (int i = 0; i < jobs; i++) {
      Files.writeString(file("in", i), Integer.toString(i));
    }
    script =
        Files.writeString(
            directory.resolve("job.sh"),
            """
            #!/bin/sh
            cd %s
            exec %s -XX:ActiveProcessorCount=1 -cp classes %s \
            in/$SLURM_ARRAY_TASK_ID out/$SLURM_ARRAY_TASK_ID
            """
                .formatted(directory, Jvm.tool("java"), FileToFile.class.getName()));
  }

  private static void copy(Class<?> type, Path classes) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path file = classes.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    try (InputStream in = type.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException(name + " is missing");
      }
      Files.copy(in, file);
    }
  }

  private Path file(String place, int job) {
    return directory.resolve(place).resolve(Integer.toString(job));
  }

  /** Runs the array, and returns how many of its jobs end in a second. */
  double perSecond() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(lab.file("bin/sbatch").toString()));
    command.addAll(List.of("--array=0-" + (jobs - 1), "--output=" + directory + "/%a.log"));
    command.addAll(List.of("--nodes=1", "--ntasks=1", "--cpus-per-task=1", script.toString()));
    long start = System.nanoTime();
    Jvm.run(command);
    long sum = 0;
    for (int i = 0; i < jobs; i++) {
      while (!Files.exists(file("out", i))) {
        Thread.sleep(LOOK_MILLIS);
      }
      sum += Integer.parseInt(Files.readString(file("out", i)));
    }
    double perSecond = Sums.perSecond(jobs, start, sum, (jobs + 1L) * jobs / 2);
    for (int i = 0; i < jobs; i++) {
      Files.delete(file("out", i));
    }
    return perSecond;
  }

  /** Waits until the cluster has nothing to do. */
  static void awaitIdle(Lab lab) throws IOException, InterruptedException {
    List<String> command = List.of(lab.file("bin/squeue").toString(), "--noheader");
    while (!Jvm.run(command).isEmpty()) {
      Thread.sleep(100);
    }
  }
}
