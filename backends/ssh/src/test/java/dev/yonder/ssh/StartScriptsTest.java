// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.spi.CommandRunner.Result;
import dev.yonder.spi.LocalCommands;
import dev.yonder.spi.WorkerLaunch;
import dev.yonder.testkit.WorkDirectory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that hosts run, in shells of this host. */
class StartScriptsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @WorkDirectory private Path directory;

  private RunFiles files(String script) throws Exception {
    return files(EchoLaunch.of(script));
  }

  private RunFiles files(EchoLaunch launch) throws Exception {
    HostFacts facts =
        new HostFacts(2, 1 << 30, "java", "/code", directory + "/a 'b", "x", 0, Map.of());
    Files.createDirectories(directory.resolve("a 'b"));
    return RunFiles.of(facts, new Resources(2, 1 << 30, 0, Map.of()), "w-1", launch);
  }

  private static Result run(String command, byte[] input) throws Exception {
    return new LocalCommands().run(List.of("sh", "-c", command), Map.of(), input, LIMIT);
  }

  private static Result send(RunFiles files) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    files.parcel().writeTo(bytes);
    return run(files.parcel().intoNew(files.directory()), bytes.toByteArray());
  }

  @Test
  void theReceiverMeansTheSameToEveryLoginShell() {
    assertThat(Scripts.line("receive.sh")).doesNotContain("'", "\\", "!", "\n");
  }

  @Test
  void filesArriveWholeAndForTheirOwnerOnly() throws Exception {
    RunFiles files = files("true");
    assertThat(send(files)).isEqualTo(new Result(0, "", ""));
    Path run = Path.of(files.directory());
    assertThat(run.resolve("secret")).hasBinaryContent(EchoLaunch.SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
        .isEqualTo("rwx------");
    try (var all = Files.list(run)) {
      assertThat(all)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"))
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder("start", "stop", "secret");
    }
    assertThat(send(files).err()).contains("File exists");
    assertThat(run.resolve("secret")).exists();
  }

  @Test
  void whatIsCutShortOrDamagedLeavesNothing() throws Exception {
    Parcel parcel = new Parcel();
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    WorkerLaunch.CodeFile jar = EchoLaunch.jar(directory.resolve("x"), content);
    parcel.add(jar.name(), jar.file(), jar.sha256());
    Path to = Files.createDirectory(directory.resolve("to"));
    assertThat(run(parcel.into(to.toString()), "conten".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Result(1, "", jar.name() + " is cut short"));
    assertThat(run(parcel.into(to.toString()), "cOntent".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Result(1, "", jar.name() + " came with other bytes than were sent"));
    assertThat(to).isEmptyDirectory();
    assertThat(run(parcel.intoNew(to + "/new"), new byte[0]).status()).isEqualTo(1);
    assertThat(to).isEmptyDirectory();
    assertThat(run(parcel.into(to.toString()), content)).isEqualTo(new Result(0, "", ""));
    assertThat(to.resolve(jar.name())).hasBinaryContent(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void aWorkerSpeaksByItsStreamsAndLeavesNothing(String shell) throws Exception {
    RunFiles files =
        files(
            "echo noise; echo noise >&2; printf '%s|' \"$HOSTILE\" \"$6\" >&4; " + EchoLaunch.ECHO);
    send(files);
    Process process = new ProcessBuilder(shell, files.directory() + "/start").start();
    process.getOutputStream().write("question".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(text(process.getInputStream())).isEqualTo("a'b $HOME\n\"c\" \\|2|ready\nquestion");
    assertThat(text(process.getErrorStream())).isEqualTo("\n" + files.mark() + " 0\n");
    assertThat(process.waitFor()).isZero();
    assertThat(Path.of(files.directory())).doesNotExist();
  }

  @Test
  void aWorkerThatFailsTellsWhatItWroteLast() throws Exception {
    RunFiles files =
        files("echo too bad; echo '# A fatal error' >\"$4/crash-1.log\"; kill -KILL $$");
    send(files);
    Process process = new ProcessBuilder("sh", files.directory() + "/start").start();
    assertThat(text(process.getErrorStream()))
        .endsWith("# A fatal error\ntoo bad\n\n" + files.mark() + " 137\n");
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(Path.of(files.directory())).doesNotExist();
  }

  @Test
  void whatTasksHaveStartedEndsWithTheirWorker() throws Exception {
    RunFiles files = files("sleep 1000 & echo $! >&4; exit 0");
    send(files);
    Process process = new ProcessBuilder("sh", files.directory() + "/start").start();
    long child = Long.parseLong(text(process.getInputStream()).strip());
    assertThat(process.waitFor()).isZero();
    ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
  }

  @Test
  void aWorkerThatDoesNotListenIsStopped() throws Exception {
    RunFiles files = files("trap '' HUP TERM INT; echo ready >&4; sleep 1000; sleep 1000");
    send(files);
    Process process = new ProcessBuilder("sh", files.directory() + "/start").start();
    assertThat(process.getInputStream().read()).isEqualTo('r');
    assertThat(run(files.stopCommand(), new byte[0])).isEqualTo(new Result(0, "", ""));
    assertThat(Path.of(files.directory())).doesNotExist();
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(run(files.stopCommand(), new byte[0])).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void aWorkerIsStoppedWhoseNumberIsNotYetWrittenDown() throws Exception {
    RunFiles files = files("trap '' HUP TERM INT; echo ready >&4; sleep 1000; sleep 1000");
    send(files);
    Path start = Path.of(files.directory(), "start");
    String write = "printf '%s\\n' \"$java\"";
    String text = Files.readString(start);
    assertThat(text).contains(write);
    String await = "while [ -z \"$ended\" ]; do sleep 0.1; done\n";
    Files.writeString(start, text.replace(write, await + write));
    Process process = new ProcessBuilder("sh", start.toString()).start();
    assertThat(process.getInputStream().read()).isEqualTo('r');
    assertThat(run(files.stopCommand(), new byte[0])).isEqualTo(new Result(0, "", ""));
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(Path.of(files.directory())).doesNotExist();
  }

  @Test
  void aWorkerThatWasStoppedBeforeDoesNotStart() throws Exception {
    RunFiles files = files("echo started >&4");
    send(files);
    Path start = directory.resolve("start");
    Files.copy(Path.of(files.directory(), "start"), start);
    assertThat(run(files.stopCommand(), new byte[0])).isEqualTo(new Result(0, "", ""));
    Process process = new ProcessBuilder("sh", start.toString()).start();
    assertThat(text(process.getInputStream())).isEmpty();
    assertThat(process.waitFor()).isEqualTo(126);
    assertThat(Path.of(files.directory())).doesNotExist();
  }

  @Test
  void aHangUpEndsTheWorker() throws Exception {
    RunFiles files = files("trap '' HUP TERM INT; echo ready >&4; sleep 1000; sleep 1000");
    send(files);
    // A shell cannot catch what it was started to ignore, as below nohup.
    Process process =
        new ProcessBuilder("env", "--default-signal=HUP", "sh", files.directory() + "/start")
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('r');
    assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor())
        .isZero();
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(Path.of(files.directory())).doesNotExist();
  }

  @Test
  void aProbeSweepsWhatWasLeftBehindAndNothingElse() throws Exception {
    Path runs = Files.createDirectories(directory.resolve("d/runs"));
    Path dead = Files.createDirectory(runs.resolve("yonder-ssh.dead"));
    Path alive = Files.createDirectory(runs.resolve("yonder-ssh.alive"));
    Path elsewhere = Files.createDirectory(runs.resolve("yonder-ssh.elsewhere"));
    Path starting = Files.createDirectory(runs.resolve("yonder-ssh.starting"));
    String node = run("uname -n", new byte[0]).out().strip();
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.writeString(dead.resolve("pid"), ended.pid() + " 1 " + node + "\n");
    Files.writeString(alive.resolve("pid"), ProcessHandle.current().pid() + " 1 " + node + "\n");
    Files.writeString(elsewhere.resolve("pid"), ended.pid() + " 1 other\n");
    run("chmod 700 " + directory + "/d " + runs, new byte[0]);
    String script =
        "mark=@\njava=\nfeature=17\njars=\nfresh=fresh\ndirectory=%s\n%s"
            .formatted(directory + "/d", Scripts.text("probe.sh"));
    Result result =
        new LocalCommands()
            .run(List.of("sh", "-s"), Map.of(), script.getBytes(StandardCharsets.UTF_8), LIMIT);
    assertThat(result.out()).contains("runs " + runs, "file-system fresh", "@ end");
    assertThat(dead).doesNotExist();
    assertThat(List.of(alive, elsewhere, starting)).allSatisfy(run -> assertThat(run).exists());
  }

  private static String text(InputStream in) throws Exception {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
