// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  private static final long MIB = 1L << 20;

  private static JavaCommand.Machine machine(long heapBytes, int cpus) {
    return new JavaCommand.Machine("/jdk/bin/java", "/a.jar:/b.jar", "/run", heapBytes, cpus);
  }

  private static List<String> command(long heapBytes, int cpus, String... more) {
    return JavaCommand.of(machine(heapBytes, cpus), List.of(more), List.of("Main", "a=1"));
  }

  @Test
  void beginsWithJavaAndEndsWithClassPathAndMain() {
    List<String> command = command(0, 1);
    assertThat(command).startsWith("/jdk/bin/java").endsWith("-cp", "/a.jar:/b.jar", "Main", "a=1");
    assertThat(command).contains("-XX:ErrorFile=/run/crash-%p.log");
  }

  @Test
  void boundsTheHeapWhichBeginsSmaller() {
    assertThat(command(800 * MIB, 1)).contains("-Xmx800m", "-Xms100m");
    assertThat(command(3 * MIB + 5, 1)).contains("-Xmx3m", "-Xms1m");
    assertThat(command(1, 1)).as("at least what Java takes").contains("-Xmx1m", "-Xms1m");
    assertThat(command(0, 1)).as("left to Java").noneMatch(option -> option.startsWith("-Xm"));
  }

  @Test
  void sizesPoolsByTheProcessors() {
    assertThat(command(0, 3)).contains("-XX:ActiveProcessorCount=3");
    assertThat(JavaCommand.environment(3))
        .containsExactly(
            Map.entry("OMP_NUM_THREADS", "3"),
            Map.entry("OPENBLAS_NUM_THREADS", "3"),
            Map.entry("MKL_NUM_THREADS", "3"));
  }

  @Test
  void hasOptionsOfTheProfileWinAsTheLast() {
    List<String> command = command(800 * MIB, 2, "-Xmx1g", "-XX:ActiveProcessorCount=9");
    int more = command.indexOf("-Xmx1g");
    assertThat(command.subList(more, command.size()))
        .containsExactly(
            "-Xmx1g", "-XX:ActiveProcessorCount=9", "-cp", "/a.jar:/b.jar", "Main", "a=1");
    assertThat(command.subList(0, more)).contains("-Xmx800m", "-XX:ActiveProcessorCount=2");
  }

  @Test
  void passesOnWhatResultsDependOn() {
    assertThat(command(0, 1))
        .contains(
            "-Duser.language=" + java.util.Locale.getDefault().getLanguage(),
            "-Duser.timezone=" + java.util.TimeZone.getDefault().getID(),
            "-Dfile.encoding=" + java.nio.charset.Charset.defaultCharset().name());
  }

  @Test
  void printsInUnicodeWhateverTheLocale() {
    assertThat(command(0, 1))
        .contains("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8")
        .contains("-Dsun.stdout.encoding=UTF-8", "-Dsun.stderr.encoding=UTF-8");
    assertThat(JavaCommand.environmentElsewhere(1, Map.of())).containsEntry("LC_CTYPE", "C.UTF-8");
    assertThat(JavaCommand.environment(1)).doesNotContainKey("LC_CTYPE");
  }

  @Test
  void hereIsTheJavaOfThisProcess() {
    Code code = new Code(List.of(Path.of("/a.jar"), Path.of("/b.jar")), "digest", List.of());
    assertThat(JavaCommand.Machine.here(code, Path.of("/run"), MIB, 2))
        .isEqualTo(
            new JavaCommand.Machine(
                System.getProperty("java.home") + "/bin/java", "/a.jar:/b.jar", "/run", MIB, 2));
  }
}
