// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** The types, of which the first has the number 1. */
  private static final List<Class<? extends Message>> TYPES =
      List.of(
          Message.Hello.class,
          Message.Refused.class,
          Message.Welcome.class,
          Message.Alive.class,
          Message.Goodbye.class,
          Message.DefineStage.class,
          Message.Run.class,
          Message.Stop.class,
          Message.ReportStarted.class,
          Message.StartsReported.class,
          Message.Started.class,
          Message.Finished.class,
          Message.Kept.class,
          Message.Continued.class,
          Message.Threw.class,
          Message.Stopped.class,
          Message.Blocked.class,
          Message.Resumed.class,
          Message.Printed.class,
          Message.CallMade.class,
          Message.CancelCall.class,
          Message.CancelAll.class,
          Message.ForgetCall.class,
          Message.AskCall.class,
          Message.CallTaken.class,
          Message.CallStatus.class,
          Message.CallReturned.class,
          Message.CallFailed.class,
          Message.CallCancelled.class,
          Message.Fetch.class,
          Message.Fetched.class,
          Message.Missing.class,
          Message.Free.class,
          Message.InputMissing.class,
          Message.Draining.class,
          Message.Located.class);

  private static final Map<Class<?>, Slot> BY_TYPE = new HashMap<>();
  private static final Slot[] BY_CODE = new Slot[TYPES.size() + 1];

  static {
    for (int code = 1; code < BY_CODE.length; code++) {
      Slot slot = new Slot(code);
      BY_CODE[code] = slot;
      BY_TYPE.put(TYPES.get(code - 1), slot);
    }
  }

  /**
   * Has a format that is made when it is first needed: a job needs few of them, and to make one
   * takes it longer than to use it.
   */
  private static final class Slot {
    private final int code;

    // Made twice by two threads it is the same.
    private @Nullable Format<?> format;

    Slot(int code) {
      this.code = code;
    }

    Format<?> format() {
      Format<?> made = format;
      if (made == null) {
        made = MessageCodec.format(code);
        format = made;
      }
      return made;
    }
  }

  private static Format<?> format(int code) {
    return switch (code) {
      case 1 -> format(Message.Hello.class, MessageCodec::write, MessageCodec::hello);
      case 2 ->
          format(
              Message.Refused.class,
              (m, out) -> out.putText(m.reason()),
              in -> new Message.Refused(in.getText()));
      case 3 -> format(Message.Welcome.class, MessageCodec::write, MessageCodec::welcome);
      case 4 ->
          format(
              Message.Alive.class,
              (m, out) -> {
                out.putCount(m.heapUsed());
                out.putCount(m.heapMax());
                out.putFixed(Double.doubleToLongBits(m.load()));
              },
              in ->
                  new Message.Alive(
                      in.getAmount(), in.getAmount(), Double.longBitsToDouble(in.getFixed())));
      case 5 ->
          format(
              Message.Goodbye.class,
              (m, out) -> out.putText(m.reason()),
              in -> new Message.Goodbye(in.getText()));
      case 6 -> format(Message.DefineStage.class, MessageCodec::write, MessageCodec::defineStage);
      case 7 -> format(Message.Run.class, MessageCodec::write, MessageCodec::run);
      case 8 ->
          format(
              Message.Stop.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putBoolean(m.interrupt());
              },
              in -> new Message.Stop(in.getAmount(), in.getInt(), in.getBoolean()));
      case 9 ->
          format(Message.ReportStarted.class, (m, out) -> {}, in -> new Message.ReportStarted());
      case 10 ->
          format(Message.StartsReported.class, (m, out) -> {}, in -> new Message.StartsReported());
      case 11 ->
          format(
              Message.Started.class,
              (m, out) -> attempt(out, m.task(), m.attempt()),
              in -> new Message.Started(in.getAmount(), in.getInt()));
      case 12 ->
          format(
              Message.Finished.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putCount(m.ranNanos());
                out.putPayload(m.value());
              },
              in ->
                  new Message.Finished(
                      in.getAmount(), in.getInt(), in.getAmount(), in.getPayload()));
      case 13 ->
          format(
              Message.Kept.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putCount(m.ranNanos());
                out.putCount(m.bytes());
              },
              in -> new Message.Kept(in.getAmount(), in.getInt(), in.getAmount(), in.getAmount()));
      case 14 ->
          format(
              Message.Continued.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putCount(m.call());
              },
              in -> new Message.Continued(in.getAmount(), in.getInt(), in.getAmount()));
      case 15 ->
          format(
              Message.Threw.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putPayload(m.thrown());
              },
              in -> new Message.Threw(in.getAmount(), in.getInt(), in.getPayload()));
      case 16 ->
          format(
              Message.Stopped.class,
              (m, out) -> attempt(out, m.task(), m.attempt()),
              in -> new Message.Stopped(in.getAmount(), in.getInt()));
      case 17 ->
          format(
              Message.Blocked.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putNumber(m.call());
              },
              in -> new Message.Blocked(in.getAmount(), in.getInt(), in.getNumber()));
      case 18 ->
          format(
              Message.Resumed.class,
              (m, out) -> attempt(out, m.task(), m.attempt()),
              in -> new Message.Resumed(in.getAmount(), in.getInt()));
      case 19 ->
          format(
              Message.Printed.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putBytes(m.text());
              },
              in -> new Message.Printed(in.getAmount(), in.getInt(), in.getBytes()));
      case 20 -> format(Message.CallMade.class, MessageCodec::write, MessageCodec::callMade);
      case 21 ->
          format(
              Message.CancelCall.class,
              (m, out) -> {
                out.putCount(m.call());
                out.putBoolean(m.interrupt());
              },
              in -> new Message.CancelCall(in.getAmount(), in.getBoolean()));
      case 22 -> format(Message.CancelAll.class, (m, out) -> {}, in -> new Message.CancelAll());
      case 23 ->
          format(
              Message.ForgetCall.class,
              (m, out) -> out.putCount(m.call()),
              in -> new Message.ForgetCall(in.getAmount()));
      case 24 ->
          format(
              Message.AskCall.class,
              (m, out) -> out.putCount(m.call()),
              in -> new Message.AskCall(in.getAmount()));
      case 25 ->
          format(
              Message.CallTaken.class,
              (m, out) -> {
                out.putCount(m.call());
                out.putCount(m.task());
              },
              in -> new Message.CallTaken(in.getAmount(), in.getAmount()));
      case 26 ->
          format(
              Message.CallStatus.class,
              (m, out) -> {
                out.putCount(m.call());
                out.putCount(m.status());
              },
              in -> new Message.CallStatus(in.getAmount(), in.getInt()));
      case 27 ->
          format(
              Message.CallReturned.class,
              (m, out) -> {
                out.putCount(m.call());
                out.putInput(m.result());
              },
              in -> new Message.CallReturned(in.getAmount(), in.getInput()));
      case 28 ->
          format(
              Message.CallFailed.class,
              (m, out) -> {
                out.putCount(m.call());
                out.putPayload(m.thrown());
              },
              in -> new Message.CallFailed(in.getAmount(), in.getPayload()));
      case 29 ->
          format(
              Message.CallCancelled.class,
              (m, out) -> {
                out.putCount(m.call());
                out.putText(m.message());
              },
              in -> new Message.CallCancelled(in.getAmount(), in.getText()));
      case 30 ->
          format(
              Message.Fetch.class,
              (m, out) -> {
                out.putNumber(m.object());
                out.putBoolean(m.await());
              },
              in -> new Message.Fetch(in.getNumber(), in.getBoolean()));
      case 31 ->
          format(
              Message.Fetched.class,
              (m, out) -> {
                out.putNumber(m.object());
                out.putPayload(m.value());
              },
              in -> new Message.Fetched(in.getNumber(), in.getPayload()));
      case 32 ->
          format(
              Message.Missing.class,
              (m, out) -> out.putNumber(m.object()),
              in -> new Message.Missing(in.getNumber()));
      case 33 ->
          format(
              Message.Free.class,
              (m, out) -> out.putNumbers(m.objects()),
              in -> new Message.Free(in.getNumbers()));
      case 34 ->
          format(
              Message.InputMissing.class,
              (m, out) -> {
                attempt(out, m.task(), m.attempt());
                out.putNumber(m.object());
              },
              in -> new Message.InputMissing(in.getAmount(), in.getInt(), in.getNumber()));
      case 35 ->
          format(
              Message.Draining.class,
              (m, out) -> out.putText(m.reason()),
              in -> new Message.Draining(in.getText()));
      case 36 ->
          format(
              Message.Located.class,
              (m, out) -> {
                out.putNumber(m.object());
                out.putText(m.file());
              },
              in -> new Message.Located(in.getNumber(), in.getText()));
      default -> throw new AssertionError("no format for the type " + code);
    };
  }

  private static <M extends Message> Format<M> format(
      Class<M> type, Writer<M> writer, Reader<M> reader) {
    return new Format<>(TYPES.indexOf(type) + 1, writer, reader);
  }

  /** Appends the message to the output. */
  static void encode(Message message, WireOutput out) {
    Slot slot = BY_TYPE.get(message.getClass());
    if (slot == null) {
      throw new AssertionError("no format for " + message.getClass());
    }
    encode(slot.format(), message, out);
  }

  @SuppressWarnings("unchecked") // formats are entered with the class of their messages
  private static <M extends Message> void encode(
      Format<M> format, Message message, WireOutput out) {
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
    Slot slot = code < BY_CODE.length ? BY_CODE[code] : null;
    if (slot == null) {
      throw new ProtocolException("there is no message of the type " + code);
    }
    Message message = slot.format().reader.read(in);
    in.expectEnd();
    return message;
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
    Message.Caller caller = m.caller();
    out.putNumber(caller == null ? Message.NONE : caller.task());
    out.putCount(caller == null ? 0 : caller.attempt());
    out.putText(m.type());
    out.putOptions(m.options());
    out.putFixed(m.seedKey());
    out.putPayload(m.arguments());
    out.putPositions(m.positions());
    out.putNumbers(m.futures());
  }

  private static Message.@Nullable Caller caller(long task, int attempt) {
    return task == Message.NONE ? null : new Message.Caller(task, attempt);
  }

  private static Message.CallMade callMade(WireInput in) throws ProtocolException {
    Message.CallMade made =
        new Message.CallMade(
            in.getAmount(),
            caller(in.getNumber(), in.getInt()),
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
