// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.util.Pool;
import dev.yonder.NotSendableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A codec that writes objects field by field with Kryo.
 *
 * <p>Classes of the program travel by name, classes of the JDK by a fixed table, and nothing else
 * travels; docs/payloads.md says what that means for programs.
 */
public final class KryoPayloadCodec implements PayloadCodec {
  /** So deep any thread can go; a deeper value gets a stack of its own. */
  private static final int SHALLOW = 250;

  private static final int DEEPEST = 400_000;

  static {
    // Kryo's own use of Unsafe, which newer releases of Java warn of and none of this needs.
    if (System.getProperty("kryo.unsafe") == null) {
      System.setProperty("kryo.unsafe", "false");
    }
  }

  private final PayloadTypes types;
  private final boolean mayLeaveHost;
  private final PlainValues plain;
  private final ThrowableCodec throwables;
  private final Pool<PayloadKryo> pool =
      new Pool<>(/* threadSafe= */ true, /* softReferences= */ false, /* maximumCapacity= */ 16) {
        @Override
        protected PayloadKryo create() {
          return new PayloadKryo(types());
        }
      };

  /** Constructs a codec for values that stay on this host. */
  public KryoPayloadCodec(ClassLoader classes) {
    this(classes, /* mayLeaveHost= */ false);
  }

  /**
   * Constructs a codec.
   *
   * @param classes finds the classes of values
   * @param mayLeaveHost whether values may come to other hosts, where a bare path means another
   *     file; then a Path or File is refused
   */
  public KryoPayloadCodec(ClassLoader classes, boolean mayLeaveHost) {
    this.types = new PayloadTypes(classes, mayLeaveHost);
    this.plain = new PlainValues(types);
    this.mayLeaveHost = mayLeaveHost;
    this.throwables =
        new ThrowableCodec(
            new ThrowableCodec.Plain() {
              @Override
              public Payload encode(@Nullable Object value, Map<Object, Object> instead) {
                return encodeByKryo(value, instead);
              }

              @Override
              public @Nullable Object decode(Payload payload) {
                return decodeByKryo(payload);
              }
            });
  }

  private PayloadTypes types() {
    return types;
  }

  @Override
  public Payload encode(@Nullable Object value, String what) {
    try {
      Payload bytes = encodeIfPlain(value);
      return bytes == null ? encodeByKryo(value, Map.of()) : bytes;
    } catch (RuntimeException | Error e) {
      throw new NotSendableException(what + " cannot be sent: " + reasons(value, ofTheValue(e)));
    }
  }

  @Override
  public @Nullable Object decode(Payload payload, String what) {
    try {
      Object value = decodeIfPlain(payload);
      return value == PlainValues.NOT_PLAIN ? decodeByKryo(payload) : value;
    } catch (RuntimeException | Error e) {
      throw new NotSendableException(what + " cannot be read here: " + reason(ofTheValue(e)));
    }
  }

  /** Returns what failed, whatever a value's own form throws; throws what is not its doing. */
  private static Throwable ofTheValue(Throwable failure) {
    if (failure instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
      throw error;
    }
    return failure;
  }

  @Override
  public Payload encodeThrowable(Throwable thrown) {
    return throwables.encode(thrown);
  }

  @Override
  public Throwable decodeThrowable(Payload payload) {
    return throwables.decode(payload);
  }

  private @Nullable Payload encodeIfPlain(@Nullable Object value) {
    try {
      return plain.encode(value);
    } catch (StackOverflowError e) {
      return null; // A Kryo takes another stack where this one is nearly full.
    }
  }

  private @Nullable Object decodeIfPlain(Payload payload) {
    try {
      return plain.decode(payload);
    } catch (StackOverflowError e) {
      return PlainValues.NOT_PLAIN;
    }
  }

  private Payload encodeByKryo(@Nullable Object value, Map<Object, Object> instead) {
    return with(
        kryo -> {
          kryo.replace(instead);
          kryo.write(value);
          return kryo.out.toPayload();
        });
  }

  @SuppressWarnings("NullAway") // The value may be null.
  private @Nullable Object decodeByKryo(Payload payload) {
    return with(
        kryo -> {
          kryo.in.open(payload);
          Object value = kryo.read();
          if (kryo.in.limit() > kryo.in.position()) {
            throw new PayloadException("the bytes are damaged: there are more than the value has");
          }
          return value;
        });
  }

  /** Does the work with a Kryo of the pool; a second time on a deep stack if it has to. */
  private <T> T with(Function<PayloadKryo, T> work) {
    try {
      return with(work, SHALLOW);
    } catch (TooDeep | StackOverflowError e) {
      return DeepStack.call(() -> with(work, DEEPEST));
    }
  }

  private <T> T with(Function<PayloadKryo, T> work, int depth) {
    PayloadKryo kryo = pool.obtain();
    kryo.allowDepth(depth);
    T result = work.apply(kryo);
    // One that failed is not used again: nobody knows what state it is in.
    kryo.close();
    pool.free(kryo);
    return result;
  }

  private String reasons(@Nullable Object value, Throwable failure) {
    List<String> found = new ArrayList<>();
    if (value != null && !isTooDeep(failure)) {
      try {
        found.addAll(new Obstacles(types, mayLeaveHost).in(value));
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        // The value cannot even be looked at; why encoding failed is said all the same.
        found.clear();
      }
    }
    return found.isEmpty() ? reason(failure) : String.join("\n  ", prefixed(found));
  }

  private static List<String> prefixed(List<String> found) {
    if (found.size() == 1) {
      return found;
    }
    List<String> lines = new ArrayList<>(List.of("of what is in it,"));
    lines.addAll(found);
    return lines;
  }

  private static boolean isTooDeep(Throwable failure) {
    return failure instanceof TooDeep || failure instanceof StackOverflowError;
  }

  private static String reason(Throwable failure) {
    if (isTooDeep(failure)) {
      return "it is nested too deep, as a list of many nodes that each hold the next one is; send"
          + " an array or a collection of the parts instead";
    }
    return failure instanceof PayloadException payload ? payload.why() : Describe.failure(failure);
  }
}
