// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.WorkerLaunch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A worker that is a program of the test's.
 *
 * @param program what runs in the place of the Java machine's arguments
 * @param jars the class path
 * @param variables what is set for it
 */
record FakeLaunch(List<String> program, List<CodeFile> jars, Map<String, String> variables)
    implements WorkerLaunch {

  /** Returns a worker that is the Java machine with some arguments. */
  static FakeLaunch java(String... arguments) {
    return new FakeLaunch(List.of(arguments), List.of(), Map.of());
  }

  @Override
  public int javaFeature() {
    return 17;
  }

  @Override
  public List<CodeFile> code() {
    return jars;
  }

  @Override
  public Map<String, byte[]> secrets() {
    return Map.of("secret", "nobody knows".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<String> command(Place place) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(place.java()),
            program.stream()
                .map(
                    word ->
                        word.replace("SCRATCH", place.scratch())
                            .replace("SECRETS", place.secrets())
                            .replace("CODE", place.code())))
        .toList();
  }

  @Override
  public Map<String, String> environment(int cpus) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.put("OMP_NUM_THREADS", Integer.toString(cpus));
    return all;
  }

  static CodeFile jar(Path file, String digest) {
    return new CodeFile(file, digest);
  }
}
