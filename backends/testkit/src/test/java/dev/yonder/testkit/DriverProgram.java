// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;

/** A driver in a process of its own: tells the numbers of its workers and waits for its end. */
final class DriverProgram {

  private DriverProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (Session session = Yonder.builder().profile("processes").cpus(2).progress(false).open()) {
      String one = arguments[0];
      String two = arguments[1];
      RemoteFuture<Long> first = HarmRemote.on(session).process(one);
      RemoteFuture<Long> second = HarmRemote.on(session).process(two);
      Gates.await(arguments[2]);
      System.out.println("ran on " + first.get() + " and " + second.get());
    }
  }
}
