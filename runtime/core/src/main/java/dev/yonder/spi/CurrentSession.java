// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows which sessions are open, and which of them a thread's calls go to. */
public final class CurrentSession {
  private static final ThreadLocal<@Nullable Session> BOUND = new ThreadLocal<>();
  private static final Object LOCK = new Object();

  /** Written under the lock, read without it: a call must not wait for another thread. */
  private static volatile List<Session> open = List.of();

  /** The session of calls that are made where none is open. */
  private static volatile @Nullable Session fallback;

  private CurrentSession() {}

  /**
   * Returns the session that this thread's calls go to.
   *
   * @throws IllegalStateException if several are open and none is bound to this thread
   */
  public static Session get() {
    Session bound = BOUND.get();
    if (bound != null) {
      return bound;
    }
    List<Session> sessions = open;
    if (sessions.size() == 1) {
      return sessions.get(0);
    }
    return sessions.isEmpty() ? getDefault() : refuse(sessions);
  }

  /** Makes the session an open one. */
  public static void opened(Session session) {
    synchronized (LOCK) {
      List<Session> sessions = new ArrayList<>(open);
      sessions.add(session);
      open = List.copyOf(sessions);
    }
  }

  /** Makes the session no longer an open one. */
  public static void closed(Session session) {
    synchronized (LOCK) {
      List<Session> sessions = new ArrayList<>(open);
      sessions.remove(session);
      open = List.copyOf(sessions);
    }
  }

  /**
   * Sends this thread's calls to the session, null for none in particular, and returns the one they
   * went to before, to be bound again afterwards.
   */
  public static @Nullable Session bind(@Nullable Session session) {
    Session before = BOUND.get();
    if (session == null) {
      BOUND.remove();
    } else {
      BOUND.set(session);
    }
    return before;
  }

  private static Session getDefault() {
    Session known = fallback;
    if (known != null) {
      return known;
    }
    synchronized (LOCK) {
      if (fallback == null) {
        fallback = SessionFactory.find().openDefault();
      }
      return fallback;
    }
  }

  private static Session refuse(List<Session> sessions) {
    throw new IllegalStateException(
        "%d sessions are open (%s), so a call must name one: XRemote.on(session).method(…)"
            .formatted(
                sessions.size(),
                String.join(", ", sessions.stream().map(Session::profile).toList())));
  }
}
