// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A process that sends back what it gets, and prints all the while. */
final class EchoWorker implements Link.Receiver {
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable Link link;

  private EchoWorker() {}

  /** Echoes over the descriptors of the arguments, or over the standard streams. */
  public static void main(String[] arguments) throws Exception {
    Connection connection =
        arguments.length == 0
            ? StdioLinks.overStandardStreams()
            : StdioLinks.overDescriptors(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    connection.sayHello(Sides.HELLO, Sides.LIMIT);
    EchoWorker worker = new EchoWorker();
    Link link = connection.link("driver");
    worker.link = link;
    link.start(worker);
    for (int i = 0; i < 1_000; i++) {
      System.out.println("a task prints line " + i);
    }
    if (System.in.read() >= 0) {
      throw new AssertionError("a task reads what is the protocol's");
    }
    if (arguments.length > 0) {
      new ProcessBuilder("sh", "-c", "echo native code prints").inheritIO().start().waitFor();
    }
    link.send(new Message.Goodbye("printed"));
    link.flush();
    worker.end.await();
  }

  @Override
  public void received(Message message) {
    if (link != null && message instanceof Message.Fetched fetched) {
      link.send(fetched);
      link.flush();
    }
  }

  @Override
  public void ended(@Nullable IOException reason) {
    end.countDown();
  }
}
