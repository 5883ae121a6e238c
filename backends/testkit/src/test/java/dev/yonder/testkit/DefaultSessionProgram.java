// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.List;
import java.util.stream.IntStream;

/** Programs that make calls without opening a session; run in processes of their own. */
final class DefaultSessionProgram {

  private DefaultSessionProgram() {}

  /** Runs the program of the name. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "waits" -> System.out.println("sum " + WorkRemote.add(1, 2).get());
      case "leaves" -> leave();
      case "attaches" -> attach();
      case "opens later" -> {
        RemoteFuture<Integer> early = WorkRemote.add(1, 2);
        try (Session opened = Yonder.open("inline")) {
          RemoteFuture<Integer> there = WorkRemote.add(early.get(), 3);
          System.out.println("opened " + (there.session() == opened) + " " + there.get());
        }
        RemoteFuture<Integer> late = WorkRemote.add(1, 1);
        System.out.println(
            "default again " + (late.session() == early.session()) + " " + late.get());
      }
      case "exits" -> {
        String gate = Gates.fresh();
        RemoteFuture<String> endless = WorkRemote.passGate(gate);
        Gates.awaitArrival(gate);
        System.out.println("done " + endless.isDone());
        System.exit(3);
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Has what comes of calls printed, which takes longer than the calls, and ends. */
  private static void attach() {
    var unused =
        WorkRemote.add(1, 2).toCompletableFuture().thenAccept(DefaultSessionProgram::printSlowly);
    var unusedToo =
        LargeRemote.fill(Gates.fresh(), 200_000, 1.5)
            .toCompletableFuture()
            .thenApply(array -> array.length)
            .thenAccept(DefaultSessionProgram::printSlowly);
  }

  private static void printSlowly(int number) {
    try {
      // Longer than a session is given to close when its program ends.
      Thread.sleep(2_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    System.out.println("number " + number);
  }

  /** Makes calls, waits for none of them and ends. */
  private static void leave() {
    List<RemoteFuture<String>> left =
        IntStream.range(0, 50).mapToObj(i -> WorkRemote.print("call " + i)).toList();
    System.out.println("made " + left.size());
  }
}
