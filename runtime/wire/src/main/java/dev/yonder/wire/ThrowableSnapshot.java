// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an exception, its causes and its suppressed ones, as plain data.
 *
 * @param parts the exceptions, the outermost first; they refer to each other by their place
 */
record ThrowableSnapshot(List<Part> parts) {
  private static final int MOST_FRAMES = 2_000;
  private static final int LONGEST_TEXT = 100_000;
  private static final int NONE = -1;

  /** One exception. */
  record Part(
      String type,
      @Nullable String message,
      String text,
      List<Frame> frames,
      int cause,
      List<Integer> suppressed) {}

  /** One line of a stack trace. */
  record Frame(
      @Nullable String loader,
      @Nullable String module,
      @Nullable String version,
      String type,
      String method,
      @Nullable String file,
      int line) {
    static Frame of(StackTraceElement frame) {
      return new Frame(
          frame.getClassLoaderName(),
          frame.getModuleName(),
          frame.getModuleVersion(),
          frame.getClassName(),
          frame.getMethodName(),
          frame.getFileName(),
          frame.getLineNumber());
    }

    @SuppressWarnings("NullAway") // The JDK's class takes null for what is not known.
    StackTraceElement toElement() {
      return new StackTraceElement(loader, module, version, type, method, file, line);
    }
  }

  /** Returns the exception and its causes, each once. */
  static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    IdentityHashMap<Throwable, Boolean> seen = new IdentityHashMap<>();
    Throwable next = thrown;
    while (next != null && seen.putIfAbsent(next, true) == null) {
      chain.add(next);
      next = causeOf(next);
    }
    return chain;
  }

  /** Returns the exceptions that belong to this one, itself first, but not more than some. */
  static List<Throwable> reachable(Throwable thrown, int most) {
    List<Throwable> found = new ArrayList<>(List.of(thrown));
    IdentityHashMap<Throwable, Boolean> seen = new IdentityHashMap<>();
    seen.put(thrown, true);
    for (int i = 0; i < found.size(); i++) {
      List<Throwable> next = new ArrayList<>(List.of(found.get(i).getSuppressed()));
      Throwable cause = causeOf(found.get(i));
      if (cause != null) {
        next.add(0, cause);
      }
      for (Throwable each : next) {
        if (found.size() < most && seen.putIfAbsent(each, true) == null) {
          found.add(each);
        }
      }
    }
    return found;
  }

  /** Describes the exception; whatever its own methods throw is part of the description. */
  static ThrowableSnapshot of(Throwable thrown, int most) {
    List<Throwable> all = reachable(thrown, most);
    IdentityHashMap<Throwable, Integer> places = new IdentityHashMap<>();
    for (Throwable each : all) {
      places.put(each, places.size());
    }
    return new ThrowableSnapshot(all.stream().map(each -> part(each, places)).toList());
  }

  /** Returns a stand-in for this exception with its very causes and suppressed exceptions. */
  static StandInException shallow(Throwable thrown) {
    StandInException standIn = standIn(part(thrown, new IdentityHashMap<>()));
    Throwable cause = causeOf(thrown);
    if (cause != null) {
      standIn.initCause(cause);
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      standIn.addSuppressed(suppressed);
    }
    return standIn;
  }

  /** Returns stand-ins for all of it. */
  StandInException standIn() {
    List<StandInException> made = new ArrayList<>();
    for (Part part : parts) {
      made.add(standIn(part));
    }
    for (int i = 0; i < made.size(); i++) {
      Part part = parts.get(i);
      if (part.cause != NONE && part.cause != i) {
        made.get(i).initCause(made.get(part.cause));
      }
      for (int suppressed : part.suppressed) {
        if (suppressed != i) {
          made.get(i).addSuppressed(made.get(suppressed));
        }
      }
    }
    return made.get(0);
  }

  private static StandInException standIn(Part part) {
    StandInException standIn = new StandInException(part.type, part.message, part.text);
    standIn.setStackTrace(
        part.frames.stream().map(Frame::toElement).toArray(StackTraceElement[]::new));
    return standIn;
  }

  private static Part part(Throwable thrown, IdentityHashMap<Throwable, Integer> places) {
    String type = thrown.getClass().getName();
    String message = cut(said(thrown::getMessage));
    String text = cut(said(thrown::toString));
    Throwable cause = causeOf(thrown);
    List<Integer> suppressed = new ArrayList<>();
    for (Throwable each : thrown.getSuppressed()) {
      if (places.containsKey(each)) {
        suppressed.add(places.get(each));
      }
    }
    return new Part(
        type,
        message,
        text == null ? type : text,
        frames(thrown),
        cause == null ? NONE : places.getOrDefault(cause, NONE),
        suppressed);
  }

  private static List<Frame> frames(Throwable thrown) {
    try {
      return java.util.Arrays.stream(thrown.getStackTrace())
          .limit(MOST_FRAMES)
          .map(Frame::of)
          .toList();
    } catch (RuntimeException | Error e) {
      return List.of();
    }
  }

  private static @Nullable Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (RuntimeException | Error e) {
      return null;
    }
  }

  private static @Nullable String said(Supplier<@Nullable String> method) {
    try {
      return method.get();
    } catch (RuntimeException | Error e) {
      return "(its message cannot be had: " + e.getClass().getName() + ")";
    }
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, LONGEST_TEXT) + "… (cut after " + LONGEST_TEXT + " characters)";
  }
}
