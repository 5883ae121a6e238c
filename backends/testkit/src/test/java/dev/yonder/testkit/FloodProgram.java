// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A driver with a small heap, whose calls make more than that holds. */
final class FloodProgram {
  private static final int LENGTH = 1_000_000;

  private FloodProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (Session session =
        Yonder.builder().profile("processes").cpus(2).memory("256 MiB").progress(false).open()) {
      switch (arguments[0]) {
        case "results" -> results(session, Integer.parseInt(arguments[1]));
        case "printed" -> printed(session, Integer.parseInt(arguments[1]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  /** Has many large results made that nobody takes, then used by other calls, then taken. */
  private static void results(Session session, int calls) throws Exception {
    FloodRemote.Calls made = FloodRemote.on(session);
    List<RemoteFuture<double[]>> futures = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      futures.add(made.numbers(LENGTH, i));
    }
    for (RemoteFuture<double[]> future : futures) {
      var unused = made.first(future).get();
    }
    List<RemoteFuture<Double>> again = futures.stream().map(made::first).toList();
    double sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += again.get(i).get() + futures.get(i).get()[LENGTH - 1];
      futures.set(i, null);
    }
    System.out.println("the sum is " + (long) sum);
  }

  /** Has a task print more than anybody reads, while other calls go on. */
  private static void printed(Session session, int lines) throws Exception {
    RemoteFuture<Integer> flood = FloodRemote.on(session).print(lines);
    RemoteFuture<Integer> another = FloodRemote.on(session).printByAnother(lines * 100L);
    List<RemoteFuture<Integer>> others =
        IntStream.range(0, 1_000).mapToObj(i -> WorkRemote.on(session).add(i, i)).toList();
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).get() != 2 * i) {
        throw new AssertionError("call " + i);
      }
    }
    System.out.println("printed " + flood.get() + " lines, and the others " + another.get());
    System.out.println("log of " + flood.log().length());
    System.out.println(flood.log().lines().findFirst().orElseThrow());
    System.out.println(flood.log().lines().skip(1).findFirst().orElseThrow().length());
    System.out.println(flood.log().lines().toList().get((int) flood.log().lines().count() - 1));
  }
}
