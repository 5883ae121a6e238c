// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** How messages become bytes: a byte for the type, then the components in order. */
final class MessageCodec {

  private MessageCodec() {}

  /** How messages of a type become bytes. */
  private record Format<M extends Message>(int code, Writer<M> writer, Reader<M> reader) {}

  private interface Writer<M> {
    void write(M message, WireOutput out);
  }

  private interface Reader<M> {
    M read(WireInput in) throws ProtocolException;
  }

  private static final Map<Class<?>, Format<?>> BY_TYPE = new LinkedHashMap<>();
  private static final Format<?>[] BY_CODE = new Format<?>[64];

  static {
    add(1, Message.Hello.class, MessageCodec::write, MessageCodec::hello);
    add(
        2,
        Message.Refused.class,
        (m, out) -> out.putText(m.reason()),
        in -> new Message.Refused(in.getText()));
    add(3, Message.Welcome.class, MessageCodec::write, MessageCodec::welcome);
    add(
        4,
        Message.Alive.class,
        (m, out) -> {
          out.putCount(m.heapUsed());
          out.putCount(m.heapMax());
          out.putFixed(Double.doubleToLongBits(m.load()));
        },
        in ->
            new Message.Alive(
                in.getAmount(), in.getAmount(), Double.longBitsToDouble(in.getFixed())));
    add(
        5,
        Message.Goodbye.class,
        (m, out) -> out.putText(m.reason()),
        in -> new Message.Goodbye(in.getText()));
    add(6, Message.DefineStage.class, MessageCodec::write, MessageCodec::defineStage);
    add(7, Message.Run.class, MessageCodec::write, MessageCodec::run);
    add(
        8,
        Message.Stop.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putBoolean(m.interrupt());
        },
        in -> new Message.Stop(in.getAmount(), in.getInt(), in.getBoolean()));
    add(9, Message.ReportStarted.class, (m, out) -> {}, in -> new Message.ReportStarted());
    add(10, Message.StartsReported.class, (m, out) -> {}, in -> new Message.StartsReported());
    add(
        11,
        Message.Started.class,
        (m, out) -> attempt(out, m.task(), m.attempt()),
        in -> new Message.Started(in.getAmount(), in.getInt()));
    add(
        12,
        Message.Finished.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putCount(m.ranNanos());
          out.putPayload(m.value());
        },
        in -> new Message.Finished(in.getAmount(), in.getInt(), in.getAmount(), in.getPayload()));
    add(
        13,
        Message.Kept.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putCount(m.ranNanos());
          out.putCount(m.bytes());
        },
        in -> new Message.Kept(in.getAmount(), in.getInt(), in.getAmount(), in.getAmount()));
    add(
        14,
        Message.Continued.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putCount(m.call());
        },
        in -> new Message.Continued(in.getAmount(), in.getInt(), in.getAmount()));
    add(
        15,
        Message.Threw.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putPayload(m.thrown());
        },
        in -> new Message.Threw(in.getAmount(), in.getInt(), in.getPayload()));
    add(
        16,
        Message.Stopped.class,
        (m, out) -> attempt(out, m.task(), m.attempt()),
        in -> new Message.Stopped(in.getAmount(), in.getInt()));
    add(
        17,
        Message.Blocked.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putNumber(m.call());
        },
        in -> new Message.Blocked(in.getAmount(), in.getInt(), in.getNumber()));
    add(
        18,
        Message.Resumed.class,
        (m, out) -> attempt(out, m.task(), m.attempt()),
        in -> new Message.Resumed(in.getAmount(), in.getInt()));
    add(
        19,
        Message.Printed.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putBytes(m.text());
        },
        in -> new Message.Printed(in.getAmount(), in.getInt(), in.getBytes()));
    add(20, Message.CallMade.class, MessageCodec::write, MessageCodec::callMade);
    add(
        21,
        Message.CancelCall.class,
        (m, out) -> {
          out.putCount(m.call());
          out.putBoolean(m.interrupt());
        },
        in -> new Message.CancelCall(in.getAmount(), in.getBoolean()));
    add(22, Message.CancelAll.class, (m, out) -> {}, in -> new Message.CancelAll());
    add(
        23,
        Message.ForgetCall.class,
        (m, out) -> out.putCount(m.call()),
        in -> new Message.ForgetCall(in.getAmount()));
    add(
        24,
        Message.AskCall.class,
        (m, out) -> out.putCount(m.call()),
        in -> new Message.AskCall(in.getAmount()));
    add(
        25,
        Message.CallTaken.class,
        (m, out) -> {
          out.putCount(m.call());
          out.putCount(m.task());
        },
        in -> new Message.CallTaken(in.getAmount(), in.getAmount()));
    add(
        26,
        Message.CallStatus.class,
        (m, out) -> {
          out.putCount(m.call());
          out.putCount(m.status());
        },
        in -> new Message.CallStatus(in.getAmount(), in.getInt()));
    add(
        27,
        Message.CallReturned.class,
        (m, out) -> {
          out.putCount(m.call());
          out.putInput(m.result());
        },
        in -> new Message.CallReturned(in.getAmount(), in.getInput()));
    add(
        28,
        Message.CallFailed.class,
        (m, out) -> {
          out.putCount(m.call());
          out.putPayload(m.thrown());
        },
        in -> new Message.CallFailed(in.getAmount(), in.getPayload()));
    add(
        29,
        Message.CallCancelled.class,
        (m, out) -> {
          out.putCount(m.call());
          out.putText(m.message());
        },
        in -> new Message.CallCancelled(in.getAmount(), in.getText()));
    add(
        30,
        Message.Fetch.class,
        (m, out) -> {
          out.putNumber(m.object());
          out.putBoolean(m.await());
        },
        in -> new Message.Fetch(in.getNumber(), in.getBoolean()));
    add(
        31,
        Message.Fetched.class,
        (m, out) -> {
          out.putNumber(m.object());
          out.putPayload(m.value());
        },
        in -> new Message.Fetched(in.getNumber(), in.getPayload()));
    add(
        32,
        Message.Missing.class,
        (m, out) -> out.putNumber(m.object()),
        in -> new Message.Missing(in.getNumber()));
    add(
        33,
        Message.Free.class,
        (m, out) -> out.putNumbers(m.objects()),
        in -> new Message.Free(in.getNumbers()));
    add(
        34,
        Message.InputMissing.class,
        (m, out) -> {
          attempt(out, m.task(), m.attempt());
          out.putNumber(m.object());
        },
        in -> new Message.InputMissing(in.getAmount(), in.getInt(), in.getNumber()));
    add(
        35,
        Message.Draining.class,
        (m, out) -> out.putText(m.reason()),
        in -> new Message.Draining(in.getText()));
    add(
        36,
        Message.Located.class,
        (m, out) -> {
          out.putNumber(m.object());
          out.putText(m.file());
        },
        in -> new Message.Located(in.getNumber(), in.getText()));
  }

  /** Appends the message to the output. */
  static void encode(Message message, WireOutput out) {
    encode(BY_TYPE.get(message.getClass()), message, out);
  }

  @SuppressWarnings("unchecked") // formats are entered with the class of their messages
  private static <M extends Message> void encode(
      @org.jspecify.annotations.Nullable Format<M> format, Message message, WireOutput out) {
    if (format == null) {
      throw new AssertionError("no format for " + message.getClass());
    }
    out.putByte(format.code);
    format.writer.write((M) message, out);
  }

  /**
   * Decodes a whole skeleton.
   *
   * @throws ProtocolException if it is no message
   */
  static Message decode(WireInput in) throws ProtocolException {
    int code = in.getByte();
    Format<?> format = code < BY_CODE.length ? BY_CODE[code] : null;
    if (format == null) {
      throw new ProtocolException("there is no message of the type " + code);
    }
    Message message = format.reader.read(in);
    in.expectEnd();
    return message;
  }

  private static <M extends Message> void add(
      int code, Class<M> type, Writer<M> writer, Reader<M> reader) {
    Format<M> format = new Format<>(code, writer, reader);
    if (BY_CODE[code] != null || BY_TYPE.put(type, format) != null) {
      throw new AssertionError("two formats for " + type + " or " + code);
    }
    BY_CODE[code] = format;
  }

  private static void attempt(WireOutput out, long task, int attempt) {
    out.putCount(task);
    out.putCount(attempt);
  }

  private static void write(Message.Hello m, WireOutput out) {
    out.putCount(m.protocol());
    out.putCount(m.javaFeature());
    out.putText(m.classPath());
    out.putBytes(m.secret());
    out.putText(m.worker());
    out.putText(m.host());
    out.putCount(m.process());
    out.putResources(m.capacity());
  }

  private static Message.Hello hello(WireInput in) throws ProtocolException {
    return new Message.Hello(
        in.getInt(),
        in.getInt(),
        in.getText(),
        in.getBytes(),
        in.getText(),
        in.getText(),
        in.getAmount(),
        in.getResources());
  }

  private static void write(Message.Welcome m, WireOutput out) {
    out.putText(m.profile());
    out.putText(m.description());
    out.putFixed(m.seed());
    out.putCount(m.heartbeatMillis());
    out.putCount(m.inlineBytes());
  }

  private static Message.Welcome welcome(WireInput in) throws ProtocolException {
    return new Message.Welcome(in.getText(), in.getText(), in.getFixed(), in.getInt(), in.getInt());
  }

  private static void write(Message.DefineStage m, WireOutput out) {
    out.putCount(m.stage());
    out.putText(m.type());
    out.putText(m.name());
    out.putResources(m.needs());
    out.putBoolean(m.timed());
    out.putBoolean(m.keep());
  }

  private static Message.DefineStage defineStage(WireInput in) throws ProtocolException {
    return new Message.DefineStage(
        in.getInt(),
        in.getText(),
        in.getText(),
        in.getResources(),
        in.getBoolean(),
        in.getBoolean());
  }

  private static void write(Message.Run m, WireOutput out) {
    attempt(out, m.task(), m.attempt());
    out.putCount(m.stage());
    out.putFixed(m.seedKey());
    out.putPayload(m.arguments());
    out.putPositions(m.positions());
    out.putInputs(m.inputs());
  }

  private static Message.Run run(WireInput in) throws ProtocolException {
    Message.Run run =
        new Message.Run(
            in.getAmount(),
            in.getInt(),
            in.getInt(),
            in.getFixed(),
            in.getPayload(),
            in.getPositions(),
            in.getInputs());
    if (run.positions().length != run.inputs().size()) {
      throw new ProtocolException(
          "%d positions for %d inputs".formatted(run.positions().length, run.inputs().size()));
    }
    return run;
  }

  private static void write(Message.CallMade m, WireOutput out) {
    out.putCount(m.call());
    out.putNumber(m.task());
    out.putText(m.type());
    out.putOptions(m.options());
    out.putFixed(m.seedKey());
    out.putPayload(m.arguments());
    out.putPositions(m.positions());
    out.putNumbers(m.futures());
  }

  private static Message.CallMade callMade(WireInput in) throws ProtocolException {
    Message.CallMade made =
        new Message.CallMade(
            in.getAmount(),
            in.getNumber(),
            in.getText(),
            in.getOptions(),
            in.getFixed(),
            in.getPayload(),
            in.getPositions(),
            in.getNumbers());
    if (made.positions().length != made.futures().length) {
      throw new ProtocolException(
          "%d positions for %d futures".formatted(made.positions().length, made.futures().length));
    }
    return made;
  }
}
