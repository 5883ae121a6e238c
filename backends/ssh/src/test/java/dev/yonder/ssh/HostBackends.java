// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.WorkerLaunch;
import dev.yonder.testkit.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Backends on hosts of a lab, which are closed together and must leave nothing there. */
final class HostBackends implements AutoCloseable {
  private final CountingCommands commands = new CountingCommands();
  private final List<SshBackend> backends = new ArrayList<>();
  private final Map<Lab, Set<String>> hosts = new HashMap<>();

  SshBackend open(Lab lab, Map<String, Object> more, String... hostList) {
    Map<String, Object> values = new HashMap<>();
    values.put("hosts", List.of(hostList));
    values.put("ssh-config", lab.file("ssh_config").toString());
    values.put("connect-timeout", "60s");
    values.putAll(more);
    SshSettings settings = SshSettings.of(SshSettingsTest.profile(values));
    SshBackend backend = new SshBackend(settings, commands, this::start, () -> false);
    backends.add(backend);
    Set<String> names = hosts.computeIfAbsent(lab, l -> new TreeSet<>());
    settings.hosts().forEach(host -> names.add(host.name()));
    return backend;
  }

  private Process start(List<String> command, Path err) throws IOException {
    Process process = Processes.LOCAL.start(command, err);
    commands.done(command);
    return process;
  }

  /**
   * Has something done after each command with the text in it: once it has ended, or where it is a
   * worker's, once it was started.
   */
  void after(String text, Runnable action) {
    commands.after(text, action);
  }

  /** Returns how many commands had the text in them. */
  long count(String text) {
    return commands.count(text);
  }

  static BlockId submit(SshBackend backend, int number, WorkerLaunch launch)
      throws BackendException {
    return backend.submit(new BlockRequest("w", number, 1, null, null, launch)).get(0);
  }

  static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Reads on to a line: start files may print before it. */
  static void awaitLine(BufferedReader reader, String line) throws IOException {
    for (String next = reader.readLine(); !line.equals(next); next = reader.readLine()) {
      assertThat(next).as("before " + line).isNotNull();
    }
  }

  /** Waits for the end of a block, and returns what the backend says of it. */
  static String end(SshBackend backend, BlockId block) throws Exception {
    backend.process(block).waitFor();
    BlockStatus status = backend.poll(Set.of(block)).get(block);
    return status.end() + ": " + status.reason();
  }

  /** Has a worker answer, and waits for its end. */
  static void answers(SshBackend backend, int number, WorkerLaunch launch) throws Exception {
    BlockId block = submit(backend, number, launch);
    Process process = backend.process(block);
    BufferedReader reader = reader(process);
    awaitLine(reader, "ready");
    process.getOutputStream().write("question\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    assertThat(reader.readLine()).isEqualTo("question");
    assertThat(backend.poll(Set.of(block))).containsEntry(block, BlockStatus.running());
    process.getOutputStream().close();
    assertThat(end(backend, block)).isEqualTo("DONE: its process exited with status 0");
  }

  @Override
  public void close() {
    backends.forEach(SshBackend::close);
    hosts.forEach(LeftOnHosts::assertNothing);
  }
}
