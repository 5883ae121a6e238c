// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the records of a journal become bytes: a byte for the type, then the components in order. */
final class RunRecordCodec {
  private static final int OPENED = 1;
  private static final int SUBMITTED = 2;
  private static final int BOUND = 3;
  private static final int PLACED = 4;
  private static final int UNPLACED = 5;
  private static final int ENDED = 6;
  private static final int CLOSED = 7;

  /** How tasks end, by the numbers that stand for that. */
  private static final List<RunRecord.End> ENDS = List.of(RunRecord.End.values());

  private RunRecordCodec() {}

  static void encode(RunRecord record, WireOutput out) {
    if (record instanceof RunRecord.Opened r) {
      out.putByte(OPENED);
      out.putCount(r.opening());
      out.putText(r.host());
      out.putCount(r.process());
      out.putCount(r.millis());
    } else if (record instanceof RunRecord.Submitted r) {
      out.putByte(SUBMITTED);
      submitted(r, out);
    } else if (record instanceof RunRecord.Bound r) {
      out.putByte(BOUND);
      out.putText(r.array());
      out.putCount(r.first());
      out.putNumbers(r.tasks());
      out.putPositions(r.attempts());
    } else if (record instanceof RunRecord.Placed r) {
      out.putByte(PLACED);
      out.putText(r.array());
      out.putCount(r.ids().size());
      r.ids().forEach(out::putText);
    } else if (record instanceof RunRecord.Unplaced r) {
      out.putByte(UNPLACED);
      out.putText(r.array());
    } else if (record instanceof RunRecord.Ended r) {
      out.putByte(ENDED);
      out.putCount(r.task());
      out.putCount(r.attempt());
      out.putByte(ENDS.indexOf(r.end()));
      out.putText(r.text());
      payload(r.thrown(), out);
    } else if (record instanceof RunRecord.Closed r) {
      out.putByte(CLOSED);
      out.putCount(r.millis());
    }
    if (!out.arrays().isEmpty()) {
      throw new IllegalArgumentException("a payload with arrays has a file of its own");
    }
  }

  private static void submitted(RunRecord.Submitted r, WireOutput out) {
    out.putCount(r.task());
    out.putText(r.type());
    out.putText(r.name());
    out.putResources(r.needs().resources());
    out.putNumber(r.needs().priority());
    out.putCount(r.needs().retries());
    out.putBoolean(r.needs().idempotent());
    out.putCount(r.needs().walltimeNanos());
    out.putFixed(r.seedKey());
    out.putNumbers(r.dependencies());
    out.putPositions(r.positions());
    payload(r.arguments(), out);
    out.putCount(r.objects().size());
    for (Message.Located object : r.objects()) {
      out.putNumber(object.object());
      out.putText(object.file());
    }
  }

  private static void payload(@Nullable Payload payload, WireOutput out) {
    out.putBoolean(payload != null);
    if (payload != null) {
      out.putPayload(payload);
    }
  }

  static RunRecord decode(byte[] bytes) throws ProtocolException {
    WireInput in =
        new WireInput(
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), /* mostArrayBytes= */ 0);
    RunRecord record = decode(in);
    in.expectEnd();
    return record;
  }

  private static RunRecord decode(WireInput in) throws ProtocolException {
    int type = in.getByte();
    return switch (type) {
      case OPENED ->
          new RunRecord.Opened(in.getInt(), in.getText(), in.getAmount(), in.getAmount());
      case SUBMITTED -> submitted(in);
      case BOUND -> bound(in);
      case PLACED -> new RunRecord.Placed(in.getText(), texts(in));
      case UNPLACED -> new RunRecord.Unplaced(in.getText());
      case ENDED ->
          new RunRecord.Ended(in.getAmount(), in.getInt(), end(in), in.getText(), payload(in));
      case CLOSED -> new RunRecord.Closed(in.getAmount());
      default -> throw new ProtocolException("there is no record of the type " + type);
    };
  }

  private static RunRecord.Submitted submitted(WireInput in) throws ProtocolException {
    return new RunRecord.Submitted(
        in.getAmount(),
        in.getText(),
        in.getText(),
        new RunRecord.Needs(
            in.getResources(), in.getIntNumber(), in.getInt(), in.getBoolean(), in.getAmount()),
        in.getFixed(),
        in.getNumbers(),
        in.getPositions(),
        payload(in),
        objects(in));
  }

  private static RunRecord.Bound bound(WireInput in) throws ProtocolException {
    RunRecord.Bound bound =
        new RunRecord.Bound(in.getText(), in.getInt(), in.getNumbers(), in.getPositions());
    if (bound.tasks().length != bound.attempts().length) {
      throw new ProtocolException("an array has as many attempts as tasks");
    }
    return bound;
  }

  private static RunRecord.End end(WireInput in) throws ProtocolException {
    int number = in.getByte();
    if (number >= ENDS.size()) {
      throw new ProtocolException("there is no end of the number " + number);
    }
    return ENDS.get(number);
  }

  private static @Nullable Payload payload(WireInput in) throws ProtocolException {
    return in.getBoolean() ? in.getPayload() : null;
  }

  private static List<String> texts(WireInput in) throws ProtocolException {
    int count = in.getInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.getText());
    }
    return texts;
  }

  private static List<Message.Located> objects(WireInput in) throws ProtocolException {
    int count = in.getInt();
    List<Message.Located> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(new Message.Located(in.getNumber(), in.getText()));
    }
    return objects;
  }
}
