// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.nio.file.Path;

/** Makes calls on a host, also after its worker has died, and prints what came of them. */
final class PasswordProgram {

  private PasswordProgram() {}

  public static void main(String[] arguments) {
    try (Session session =
        Yonder.builder().profile("tried").settingsFile(Path.of(arguments[0])).open()) {
      System.out.println("sum " + HostSessions.sumOfSquares(session, 10));
      System.out.println("again on " + HostWorkRemote.on(session).crashOn("node3").join());
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }
}
