// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.CallOptions;
import dev.yonder.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A message of every type, with something in every component. */
final class Messages {

  private Messages() {}

  static List<Message> samples() {
    Resources resources = new Resources(3, 1L << 33, 2, Map.of("licence", 4, "a b", 1));
    Payload payload = new Payload(new byte[] {1, 2, 3}, List.of());
    Payload arrays =
        new Payload(
            new byte[] {9},
            List.of(
                new boolean[] {true, false},
                new byte[] {-1},
                new char[] {'ä', '\uffff'},
                new short[] {Short.MIN_VALUE},
                new int[] {1, -2, 3},
                new long[] {Long.MAX_VALUE},
                new float[] {1.5f},
                new double[0],
                new double[] {Double.MIN_VALUE, Double.NEGATIVE_INFINITY}));
    CallOptions options =
        CallOptions.none()
            .name("näme")
            .cpus(2)
            .memory(123L)
            .gpus(1)
            .resource("licence", 2)
            .walltime(Duration.ofMillis(1_500))
            .retries(3)
            .idempotent(true)
            .cache(false)
            .version("v2")
            .on("big")
            .priority(-7)
            .key("k");
    List<Message> messages = new ArrayList<>();
    messages.add(
        new Message.Hello(
            1, 17, "digest", new byte[] {5, 6}, "processes-1", "höst", 4_711, resources));
    messages.add(new Message.Refused("it is late"));
    messages.add(new Message.Welcome("processes", "here", Long.MIN_VALUE, 1_000, 65_536));
    messages.add(new Message.Alive(10, 20, 0.5));
    messages.add(new Message.Goodbye(""));
    messages.add(new Message.Draining("the time is nearly over"));
    messages.add(new Message.DefineStage(7, "a.B#c(I)", "B.c", resources, true, false));
    messages.add(
        new Message.Run(
            300,
            2,
            7,
            -1L,
            arrays,
            new int[] {0, 5, 6, 7},
            List.of(
                new Input.Value(payload),
                new Input.Stored(-5),
                new Input.Awaited(299),
                new Input.Gathered(List.of(new Input.Value(arrays), new Input.Stored(8))))));
    messages.add(new Message.Stop(1, 1, true));
    messages.add(new Message.ReportStarted());
    messages.add(new Message.StartsReported());
    messages.add(new Message.Started(Long.MAX_VALUE, Integer.MAX_VALUE));
    messages.add(new Message.Finished(1, 1, 1_000_000, arrays));
    messages.add(new Message.Kept(1, 1, 5, 1L << 40));
    messages.add(new Message.Continued(1, 1, 12));
    messages.add(new Message.Threw(1, 3, payload));
    messages.add(new Message.Stopped(0, 1));
    messages.add(new Message.Blocked(0, 1, Message.NONE));
    messages.add(new Message.Resumed(0, 1));
    messages.add(new Message.InputMissing(4, 1, -9));
    messages.add(new Message.Printed(1, 1, new byte[] {10, 13}));
    messages.add(
        new Message.CallMade(
            5, null, "a.B#c(I)", options, 77, arrays, new int[] {1}, new long[] {4}));
    messages.add(
        new Message.CallMade(
            6,
            new Message.Caller(3, 2),
            "",
            CallOptions.none(),
            0,
            payload,
            new int[0],
            new long[0]));
    messages.add(new Message.CancelCall(5, false));
    messages.add(new Message.CancelAll());
    messages.add(new Message.ForgetCall(5));
    messages.add(new Message.AskCall(5));
    messages.add(new Message.CallTaken(5, 301));
    messages.add(new Message.CallStatus(5, 3));
    messages.add(new Message.CallReturned(5, new Input.Value(payload)));
    messages.add(new Message.CallFailed(5, payload));
    messages.add(new Message.CallCancelled(5, "because"));
    messages.add(new Message.Fetch(-3, true));
    messages.add(new Message.Fetched(-3, arrays));
    messages.add(new Message.Missing(4));
    messages.add(new Message.Free(new long[] {1, -2}));
    messages.add(new Message.Located(-3, "shared/1.3.value"));
    return messages;
  }
}
