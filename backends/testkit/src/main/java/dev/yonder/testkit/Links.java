// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.annotations.Remote;
import java.util.List;

/** Remote methods of which chains are made, most of them too short to wait for one another. */
final class Links {

  private Links() {}

  @Remote
  static int next(int a) {
    return a + 1;
  }

  @Remote
  static int throwsAt(int a, int bad) {
    if (a == bad) {
      throw new IllegalStateException("reached " + bad);
    }
    return a + 1;
  }

  /** Fails in its first attempts at the number. */
  @Remote(retries = 2)
  static int failsTwiceAt(String gate, int a, int bad) {
    if (a == bad && Gates.count(gate) < 3) {
      throw new IllegalStateException("not yet");
    }
    return a + 1;
  }

  @Remote
  static RemoteFuture<Integer> nextLater(int a) {
    return LinksRemote.next(a);
  }

  /** Changes the list that it is given, and returns it. */
  @Remote
  static List<Integer> grow(List<Integer> list) {
    list.add(list.size());
    return list;
  }

  @Remote
  static double[] scale(double[] values, double by) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= by;
    }
    return values;
  }

  @Remote
  static int passes(int a, String gate) throws InterruptedException {
    Gates.arrive(gate);
    Gates.await(gate);
    return a + 1;
  }
}
