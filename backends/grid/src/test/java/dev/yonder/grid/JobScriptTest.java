// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.testkit.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the script as a node does, with a program in the place of the Java machine. */
class JobScriptTest {
  @WorkDirectory Path temporary;

  /** Returns a program that a test can be the Java machine with. */
  private String program(String body) throws IOException {
    return program("a java", body);
  }

  private String program(String name, String body) throws IOException {
    Path file = Files.writeString(temporary.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  private Process start(JobScript script) throws IOException {
    Files.createDirectories(temporary.resolve("tmp"));
    Path file = Files.writeString(temporary.resolve("job.sh"), script.text("TASK", "\"$TMP\""));
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", file.toString());
    builder.environment().put("TASK", "4");
    builder.environment().put("TMP", temporary.resolve("tmp").toString());
    builder.environment().merge("PATH", temporary.toString(), (path, own) -> own + ":" + path);
    builder.environment().put("HOME", "/where/the/node/says");
    builder.environment().remove("COLOUR");
    builder.redirectErrorStream(true);
    builder.redirectOutput(temporary.resolve("out").toFile());
    return builder.start();
  }

  private String run(JobScript script, int status) throws Exception {
    Process process = start(script);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String out = Files.readString(temporary.resolve("out"));
    assertThat(process.exitValue()).as(out).isEqualTo(status);
    try (Stream<Path> left = Files.list(temporary.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
    return out;
  }

  private static JobScript script(String java, String... words) {
    List<String> command = Stream.concat(Stream.of(JobScript.JAVA), Stream.of(words)).toList();
    return new JobScript(command, Map.of("COLOUR", "it's \"red\""), java, /* first= */ 10);
  }

  @Test
  void theWorkerGetsItsWordsAndItsNumber() throws Exception {
    String out = run(script(program("printf '<%s>' \"$@\""), "a b", "it's;", "$HOME", ""), 0);
    assertThat(out).isEqualTo("<a b><it's;><$HOME><><index=14>");
  }

  @Test
  void theEnvironmentIsThatOfTheNodeAndWhatIsSet() throws Exception {
    String out = run(script(program("echo \"$COLOUR $HOME\"")), 0);
    assertThat(out).isEqualTo("it's \"red\" /where/the/node/says\n");
  }

  @Test
  void theNodesDirectoryIsPrivateAndGoesWithTheWorker() throws Exception {
    String out = run(script(program("stat -c %a \"$1\"; touch \"$1/x\""), JobScript.SCRATCH), 0);
    assertThat(out).isEqualTo("700\n");
  }

  @Test
  void theStatusIsThatOfTheWorker() throws Exception {
    run(script(program("exit 7")), 7);
    run(script(program("kill -9 $$")), 137);
  }

  @Test
  void withoutJavaTheShellSaysSo() throws Exception {
    String out = run(script("/nowhere/java"), 127);
    assertThat(out).contains("/nowhere/java").contains("not found");
  }

  @Test
  void theWorkerIsToldThatItsTimeIsOverAndMayTakeItsTime() throws Exception {
    String body =
        "trap 'echo told; told=1' TERM; echo ready >\"$1/../ready\";"
            + " while [ -z \"$told\" ]; do sleep 0.05; done; echo drained; exit 3";
    Process process = start(script(program(body), JobScript.SCRATCH));
    awaitFile(temporary.resolve("tmp/ready"), process);
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(temporary.resolve("out"))).isEqualTo("told\ndrained\n");
    assertThat(process.exitValue()).isEqualTo(3);
  }

  private static void awaitFile(Path file, Process maker) throws InterruptedException {
    while (!Files.exists(file)) {
      assertThat(maker.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void noWorkerIsStartedOnceItsTimeIsOver() throws Exception {
    program(
        "mktemp",
        "cd \"${0%/*}\"; echo >begun; until [ -e told ]; do sleep 0.05; done; PATH=${PATH#*:};"
            + " exec mktemp \"$@\"");
    Process process = start(script(program("echo started")));
    awaitFile(temporary.resolve("begun"), process);
    process.destroy();
    Files.createFile(temporary.resolve("told"));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(temporary.resolve("out")).isEmptyFile();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(temporary.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void theDriversOwnJavaIsTakenWhereItIsThere() throws Exception {
    String text = script(null).text("TASK", "/tmp");
    String java = System.getProperty("java.home") + "/bin/java";
    assertThat(text).contains("java=" + java + "\n[ -x \"$java\" ] || java=java\n");
  }
}
