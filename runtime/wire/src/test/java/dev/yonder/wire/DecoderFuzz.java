// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.sun.management.ThreadMXBean;
import dev.yonder.NotSendableException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Gives decoders bytes that nobody should send, and looks at what comes of it: a message or a
 * value, or the exception that says why not, without memory that the bytes do not justify.
 */
final class DecoderFuzz {
  static final long MOST_ARRAY_BYTES = 1 << 20;

  /** What a byte that has arrived may cost, as the element of a list of maps does. */
  private static final long PER_BYTE = 256;

  /** What a case costs that ends at once, with its exception; the loading of classes included. */
  private static final long BASE = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final PayloadCodec codec = new KryoPayloadCodec(DecoderFuzz.class.getClassLoader());
  private final List<byte[]> streams = new ArrayList<>();
  private final List<byte[]> skeletons = new ArrayList<>();
  private final List<byte[]> heads = new ArrayList<>();

  DecoderFuzz() throws IOException {
    List<Message> messages = new ArrayList<>(Messages.samples());
    Input nested = new Input.Gathered(List.of(new Input.Gathered(List.of(new Input.Stored(1)))));
    messages.add(new Message.CallReturned(1, nested));
    for (Message message : messages) {
      streams.add(MessageCodecTest.written(List.of(message)));
      WireOutput out = new WireOutput();
      MessageCodec.encode(message, out);
      skeletons.add(Arrays.copyOf(out.bytes(), out.length()));
    }
    streams.add(MessageCodecTest.written(messages));
    Payload large = new Payload(new byte[Frame.MOST], List.of(new int[100], new char[3]));
    streams.add(MessageCodecTest.written(List.of(new Message.Finished(1, 1, 1, large))));
    for (Payload payload : PayloadHostileTest.valid(codec)) {
      heads.add(payload.head());
    }
    heads.addAll(FuzzValues.heads(codec));
    heads.add(codec.encodeThrowable(new IOException("disk", new RuntimeException())).head());
  }

  /** The decoders, each with what it is given. */
  enum Target {
    STREAM_BEFORE_TRUST,
    STREAM,
    FRAMES,
    SKELETON,
    PAYLOAD,
    THROWABLE
  }

  /** Runs the case of the seed; the same one each time. */
  void run(Target target, long seed) {
    Mutations mutations = new Mutations(seed);
    byte[] bytes = bytes(target, mutations);
    int atATime = 1 + mutations.random().nextInt(1 << mutations.random().nextInt(17));
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      decode(target, bytes, atATime);
    } catch (ProtocolException | EOFException | NotSendableException e) {
      // As it should be.
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("%s, seed %d: %s".formatted(target, seed, e), e);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    long arrays = target == Target.STREAM_BEFORE_TRUST ? 0 : MOST_ARRAY_BYTES;
    long most = BASE + arrays + PER_BYTE * bytes.length;
    if (allocated > most) {
      throw new AssertionError(
          "%s, seed %d: %d bytes were allocated for %d"
              .formatted(target, seed, allocated, bytes.length));
    }
  }

  private byte[] bytes(Target target, Mutations mutations) {
    boolean invented = mutations.random().nextInt(4) == 0;
    return switch (target) {
      case STREAM_BEFORE_TRUST, STREAM ->
          invented ? mutations.random(300) : mutations.mutated(streams);
      case FRAMES -> frames(mutations);
      case SKELETON -> invented ? mutations.random(300) : mutations.mutated(skeletons);
      case PAYLOAD, THROWABLE -> invented ? mutations.random(300) : mutations.mutated(heads);
    };
  }

  /** Returns frames of which only the content is wrong, so that it is looked at. */
  private byte[] frames(Mutations mutations) {
    ByteBuffer frames = ByteBuffer.allocate(1 << 19).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = mutations.random().nextInt(4); i >= 0; i--) {
      byte[] content = bytes(Target.SKELETON, mutations);
      int kind = mutations.random().nextInt(5);
      boolean parted = kind != Frame.WHOLE;
      frames.putInt(1 + content.length + (parted ? Integer.BYTES : 0)).put((byte) kind);
      if (parted) {
        frames.putInt(content.length - mutations.random().nextInt(3));
      }
      frames.put(content);
    }
    return Arrays.copyOf(frames.array(), frames.position());
  }

  private void decode(Target target, byte[] bytes, int atATime) throws IOException {
    switch (target) {
      case STREAM_BEFORE_TRUST, STREAM, FRAMES -> {
        FrameReader reader = new FrameReader(new BytesTransport(bytes, atATime));
        if (target != Target.STREAM_BEFORE_TRUST) {
          reader.trust(MOST_ARRAY_BYTES);
        }
        while (reader.read() != null) {
          // To the end.
        }
      }
      case SKELETON ->
          MessageCodec.decode(
              new WireInput(
                  ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), MOST_ARRAY_BYTES));
      case PAYLOAD -> codec.decode(new Payload(bytes, List.of(new int[3], new double[2])), "it");
      case THROWABLE -> codec.decodeThrowable(new Payload(bytes, List.of()));
    }
  }

  /**
   * Runs cases for a number of minutes, prints those that fail, one of each kind, and returns how
   * many kinds there are.
   */
  static int run(double minutes) throws IOException {
    long end = System.nanoTime() + (long) (minutes * 60e9);
    long seed = System.nanoTime();
    long first = seed;
    DecoderFuzz fuzz = new DecoderFuzz();
    TreeMap<String, AssertionError> failures = new TreeMap<>();
    while (System.nanoTime() < end) {
      for (Target target : Target.values()) {
        try {
          fuzz.run(target, seed);
        } catch (AssertionError e) {
          if (failures.put(kind(target, e), e) == null) {
            e.printStackTrace();
          }
        }
      }
      seed++;
    }
    System.out.printf(
        "%d seeds from %d on for each of %d decoders: %d kinds of failures%n",
        seed - first, first, Target.values().length, failures.size());
    return failures.size();
  }

  private static String kind(Target target, AssertionError error) {
    Throwable cause = error.getCause();
    return cause == null || cause.getStackTrace().length == 0
        ? target.toString()
        : target + " " + cause.getClass() + cause.getStackTrace()[0];
  }
}
