// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.Resources;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.WorkerLaunch;
import dev.yonder.wire.DirectoryTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Blocks that are processes of this host, for tests of what is done with blocks. */
final class LocalBlocks implements Backend {
  private final BlockPolicy policy;
  private final Map<BlockId, Process> processes = new ConcurrentHashMap<>();
  private final Path directory;
  private final String submitGate;
  private final String pollGate;

  /**
   * Constructs a backend without blocks.
   *
   * @param submitGate a gate at which submissions arrive and wait, empty for none
   * @param pollGate a gate at which those wait who ask for the state of blocks, empty for none
   */
  LocalBlocks(BlockPolicy policy, Path directory, String submitGate, String pollGate) {
    this.policy = policy;
    this.directory = directory;
    this.submitGate = submitGate;
    this.pollGate = pollGate;
  }

  private static void pass(String gate) throws BackendException {
    if (gate.isEmpty()) {
      return;
    }
    Gates.arrive(gate);
    try {
      Gates.await(gate);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BackendException.passing("nobody waits any more", e);
    }
  }

  @Override
  public String description() {
    return "blocks of this host";
  }

  @Override
  public BlockPolicy policy() {
    return policy;
  }

  @Override
  public List<BlockId> submit(BlockRequest request) throws BackendException {
    pass(submitGate);
    List<BlockId> ids = new ArrayList<>();
    for (int number = request.first(); number < request.first() + request.count(); number++) {
      BlockId id = new BlockId(request.worker(number));
      try {
        processes.put(id, start(request, number));
      } catch (IOException e) {
        throw BackendException.passing("a process cannot be started: " + e, e);
      }
      ids.add(id);
    }
    return ids;
  }

  private Process start(BlockRequest request, int number) throws IOException {
    WorkerLaunch launch = request.launch();
    Path code = Files.createDirectories(directory.resolve("code"));
    for (WorkerLaunch.CodeFile jar : launch.code()) {
      try {
        Files.createSymbolicLink(code.resolve(jar.name()), jar.file());
      } catch (FileAlreadyExistsException e) {
        // Another block needed it before.
      }
    }
    Path own = Files.createDirectories(directory.resolve(request.worker(number)));
    for (Map.Entry<String, byte[]> secret : launch.secrets().entrySet()) {
      Path file = Files.write(own.resolve(secret.getKey()), secret.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Resources capacity = policy.needs() == null ? new Resources(1, 0, 0, Map.of()) : policy.needs();
    List<String> command = new ArrayList<>();
    if (policy.reach() == BlockPolicy.Reach.STREAMS) {
      command.addAll(
          List.of("/bin/sh", "-c", WorkerLaunch.SHELL_REDIRECTION + "; exec \"$@\"", "sh"));
    }
    command.addAll(
        launch.command(
            new WorkerLaunch.Place(
                System.getProperty("java.home") + "/bin/java",
                code.toString(),
                own.toString(),
                own.toString(),
                request.name(),
                capacity)));
    command.add("index=" + number);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(launch.environment(capacity.cpus()));
    builder.redirectError(own.resolve("err").toFile());
    if (policy.reach() != BlockPolicy.Reach.STREAMS) {
      builder.redirectOutput(own.resolve("out").toFile());
    }
    return builder.start();
  }

  @Override
  public Map<BlockId, BlockStatus> poll(Set<BlockId> blocks) throws BackendException {
    pass(pollGate);
    Map<BlockId, BlockStatus> seen = new LinkedHashMap<>();
    for (BlockId id : blocks) {
      Process process = processes.get(id);
      if (process != null) {
        seen.put(id, process.isAlive() ? BlockStatus.running() : ended(process.exitValue()));
      }
    }
    return seen;
  }

  private static BlockStatus ended(int status) {
    return status == 0
        ? BlockStatus.ended(BlockStatus.End.DONE, "its process ended")
        : BlockStatus.ended(BlockStatus.End.CRASHED, "its process ended with status " + status);
  }

  @Override
  public void cancel(Set<BlockId> blocks) {
    for (BlockId id : blocks) {
      Process process = processes.get(id);
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  @Override
  public Process process(BlockId block) {
    Process process = processes.get(block);
    if (process == null) {
      throw new IllegalStateException("no such block: " + block);
    }
    return process;
  }

  /** Waits for all processes, which have ended or been killed, and removes what they have left. */
  @Override
  public void close() {
    processes.values().forEach(process -> process.onExit().join());
    try {
      DirectoryTree.remove(directory);
    } catch (IOException e) {
      // What is left is in the way of nobody.
    }
  }
}
