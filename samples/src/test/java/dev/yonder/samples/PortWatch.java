// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import dev.yonder.testkit.ListeningPorts;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks, again and again until it is ended, which processes of this program listen on a port. */
final class PortWatch {
  private final long program = ProcessHandle.current().pid();
  private final Set<String> before = ListeningPorts.of(program);
  private final Set<String> opened = ConcurrentHashMap.newKeySet();
  private final Set<Long> workers = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "port-watch");
  private volatile boolean ended;

  PortWatch() {
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns the ports that were seen and had not been open before; complete once this has ended.
   */
  Set<String> opened() {
    return opened;
  }

  /** Returns the children in Java that were looked at. */
  Set<Long> workers() {
    return workers;
  }

  /** Ends it. */
  void end() throws InterruptedException {
    ended = true;
    thread.join();
  }

  private void run() {
    while (!ended) {
      look(program, before);
      ProcessHandle.current().children().filter(PortWatch::isJava).forEach(this::lookAtWorker);
    }
  }

  /** The build tool has children as well. */
  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }

  private void lookAtWorker(ProcessHandle worker) {
    if (look(worker.pid(), Set.of())) {
      workers.add(worker.pid());
    }
  }

  private boolean look(long process, Set<String> known) {
    try {
      for (String address : ListeningPorts.of(process)) {
        if (!known.contains(address)) {
          opened.add("process " + process + " listens on " + address);
        }
      }
      return true;
    } catch (UncheckedIOException e) {
      return false; // it has ended
    }
  }
}
