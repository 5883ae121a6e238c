// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.List;

/** Makes one call in a process of its own, and waits for what a session starts in passing. */
final class FullDiskProgram {

  private FullDiskProgram() {}

  public static void main(String[] arguments) {
    try (Session session = Yonder.builder().profile("processes").cpus(1).progress(false).open()) {
      // At once, as it may have ended when the call has.
      List<ProcessHandle> archivers =
          ProcessHandle.current()
              .children()
              .filter(child -> !child.info().command().orElse("").endsWith("/java"))
              .toList();
      System.out.println("sum " + WorkRemote.on(session).add(1, 1).join());
      for (ProcessHandle archiver : archivers) {
        archiver.onExit().join();
        System.out.println("archived");
      }
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }
}
