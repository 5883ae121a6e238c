// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.Arg;
import dev.yonder.Session;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.lang.reflect.Member;
import java.nio.Buffer;
import java.nio.channels.Channel;
import java.util.Iterator;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** The kinds of objects that mean nothing outside of the process they are in. */
final class Refusals {
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "is a future: pass it as an argument itself, or RemoteFuture.all of a list of them",
              Arg.class,
              Future.class),
          new Kind(
              "is a session: call the stubs, which find the session of their task", Session.class),
          new Kind(
              "is used up where it is read: collect it into a list and send that",
              Iterator.class,
              BaseStream.class,
              java.util.Spliterator.class,
              java.util.Enumeration.class),
          new Kind(
              "is open in this process only: send the name or the address, and open it where it is"
                  + " used; or make the field transient",
              java.io.InputStream.class,
              java.io.OutputStream.class,
              java.io.Reader.class,
              java.io.Writer.class,
              java.io.RandomAccessFile.class,
              Channel.class,
              java.net.Socket.class,
              java.net.ServerSocket.class,
              java.net.DatagramSocket.class,
              java.nio.file.FileSystem.class),
          new Kind(
              "belongs to this process: make the field transient, and make the object anew where it"
                  + " is used",
              Thread.class,
              ThreadGroup.class,
              ThreadLocal.class,
              Executor.class,
              Timer.class,
              Lock.class,
              ReadWriteLock.class,
              StampedLock.class,
              Condition.class,
              Semaphore.class,
              CountDownLatch.class,
              CyclicBarrier.class,
              Phaser.class,
              Process.class,
              ProcessHandle.class,
              ClassLoader.class,
              Reference.class,
              MethodHandle.class,
              Member.class,
              System.Logger.class),
          new Kind("may be outside of the heap: send an array", Buffer.class));

  /** What to say of objects of the types. */
  private record Kind(String reason, List<Class<?>> types) {
    Kind(String reason, Class<?>... types) {
      this(reason, List.of(types));
    }
  }

  private Refusals() {}

  /** Returns why objects of the class are not sent and what to do, null if nothing is known. */
  static @Nullable String reason(Class<?> type) {
    for (Kind kind : KINDS) {
      if (kind.types.stream().anyMatch(refused -> refused.isAssignableFrom(type))) {
        return kind.reason;
      }
    }
    if (isOfDatabase(type)) {
      return "belongs to a database connection: send what to ask for, and connect where it is used";
    }
    return null;
  }

  /** Returns whether the class is one of java.sql's, a module that need not be there. */
  private static boolean isOfDatabase(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (isInSql(c)) {
        return true;
      }
      for (Class<?> implemented : c.getInterfaces()) {
        if (isInSql(implemented)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isInSql(Class<?> type) {
    String name = type.getName();
    return (name.startsWith("java.sql.") || name.startsWith("javax.sql."))
        && !Throwable.class.isAssignableFrom(type);
  }
}
