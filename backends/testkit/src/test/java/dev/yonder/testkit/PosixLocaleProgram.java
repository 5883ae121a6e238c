// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;

/** Has a call print letters that this process cannot, and prints what comes of that in digits. */
final class PosixLocaleProgram {

  private PosixLocaleProgram() {}

  public static void main(String[] arguments) {
    try (Session session = Yonder.builder().profile(arguments[0]).cpus(1).progress(false).open()) {
      RemoteFuture<String> printing = WorkRemote.on(session).print("h\u00e4llo \u4f60");
      String returned = printing.join();
      print(returned);
      printing.log().lines().forEach(PosixLocaleProgram::print);
    }
  }

  private static void print(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().forEach(c -> digits.append(c < 128 ? "" + (char) c : "<%x>".formatted(c)));
    System.out.println(digits);
  }
}
