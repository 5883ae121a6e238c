// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types whose objects mean nothing in another process, by name: a program need not have them.
 *
 * <p>The compiler refuses the same ones where it sees them; subtypes are included.
 *
 * @param why what makes them so, to be read after the name of a type
 * @param next what to do instead
 * @param types the names
 */
record Unsendable(String why, String next, Set<String> types) {
  private static final String TRANSIENT = "make the field transient, and ";

  private static final List<Unsendable> ALL =
      List.of(
          new Unsendable(
              "is a future or an argument hidden inside a value",
              "pass it as an argument itself, or RemoteFuture.all of a list of them",
              Set.of("dev.yonder.Arg")),
          new Unsendable(
              "is open in this process",
              TRANSIENT + "use the session of the call that reads the value",
              Set.of("dev.yonder.Results", "dev.yonder.Session")),
          new Unsendable(
              "is tied to its database connection",
              "send the data that it gives access to",
              Set.of(
                  "java.sql.Array",
                  "java.sql.Blob",
                  "java.sql.Clob",
                  "java.sql.Connection",
                  "java.sql.DatabaseMetaData",
                  "java.sql.Driver",
                  "java.sql.ParameterMetaData",
                  "java.sql.Ref",
                  "java.sql.ResultSet",
                  "java.sql.ResultSetMetaData",
                  "java.sql.RowId",
                  "java.sql.SQLXML",
                  "java.sql.Savepoint",
                  "java.sql.Statement",
                  "java.sql.Struct",
                  "java.sql.Wrapper",
                  "javax.sql.CommonDataSource",
                  "javax.sql.PooledConnection")),
          new Unsendable(
              "is part of this process",
              TRANSIENT + "start what is needed on the worker",
              Set.of(
                  "java.lang.Process",
                  "java.lang.ProcessBuilder",
                  "java.lang.ProcessHandle",
                  "java.lang.Runtime",
                  "java.lang.Thread",
                  "java.lang.ThreadGroup",
                  "java.lang.ThreadLocal",
                  "java.util.Timer",
                  "java.util.TimerTask")),
          new Unsendable(
              "is an open stream of this process",
              "send the data (a String, a byte array), or a file's name and open it on the worker",
              Set.of(
                  "java.io.Console",
                  "java.io.FileDescriptor",
                  "java.io.InputStream",
                  "java.io.OutputStream",
                  "java.io.RandomAccessFile",
                  "java.io.Reader",
                  "java.io.Writer",
                  "java.nio.channels.Channel",
                  "java.nio.channels.FileLock",
                  "java.nio.channels.SelectionKey",
                  "java.nio.channels.Selector",
                  "java.nio.file.DirectoryStream",
                  "java.util.Scanner",
                  "java.util.zip.ZipFile")),
          new Unsendable(
              "can be read only once, and only here",
              "send a List of its elements",
              Set.of("java.util.stream.BaseStream", "java.util.Spliterator")),
          new Unsendable(
              "is a connection of this process",
              "send the address, and connect on the worker",
              Set.of(
                  "java.net.DatagramSocket",
                  "java.net.ServerSocket",
                  "java.net.Socket",
                  "java.net.URLConnection",
                  "java.net.http.HttpClient",
                  "java.net.http.WebSocket")),
          new Unsendable(
              "guards the memory of this process",
              TRANSIENT + "make a new one on the worker if it is needed there",
              Set.of(
                  "java.util.concurrent.CountDownLatch",
                  "java.util.concurrent.CyclicBarrier",
                  "java.util.concurrent.Exchanger",
                  "java.util.concurrent.Phaser",
                  "java.util.concurrent.Semaphore",
                  "java.util.concurrent.locks.AbstractOwnableSynchronizer",
                  "java.util.concurrent.locks.Condition",
                  "java.util.concurrent.locks.Lock",
                  "java.util.concurrent.locks.ReadWriteLock",
                  "java.util.concurrent.locks.StampedLock")),
          new Unsendable(
              "runs things in this process",
              TRANSIENT + "call remote methods on the worker instead",
              Set.of(
                  "java.util.concurrent.CompletionService",
                  "java.util.concurrent.CompletionStage",
                  "java.util.concurrent.Executor",
                  "java.util.concurrent.Future")),
          new Unsendable(
              "refers to code that this process has loaded",
              "send a name, and look it up on the worker",
              Set.of(
                  "java.lang.ClassLoader",
                  "java.lang.Module",
                  "java.lang.ModuleLayer",
                  "java.lang.invoke.MethodHandle",
                  "java.lang.invoke.MethodHandles$Lookup",
                  "java.lang.invoke.VarHandle",
                  "java.lang.reflect.AccessibleObject",
                  "java.util.ServiceLoader")),
          new Unsendable(
              "writes to the log of this process",
              "make the field static",
              Set.of(
                  "ch.qos.logback.classic.Logger",
                  "java.lang.System$Logger",
                  "java.util.logging.Handler",
                  "java.util.logging.Logger",
                  "org.apache.commons.logging.Log",
                  "org.apache.log4j.Category",
                  "org.apache.logging.log4j.Logger",
                  "org.jboss.logging.Logger",
                  "org.slf4j.Logger")),
          new Unsendable(
              "refers to the memory of this process",
              "send the object that it refers to",
              Set.of(
                  "java.lang.ref.Cleaner",
                  "java.lang.ref.Reference",
                  "java.lang.ref.ReferenceQueue")),
          new Unsendable(
              "is a window on memory of this process",
              "send an array of what is in it",
              Set.of("java.nio.Buffer")),
          new Unsendable(
              "is a view of this machine's files",
              "send a file's name, and open it on the worker",
              Set.of(
                  "java.nio.file.FileStore",
                  "java.nio.file.FileSystem",
                  "java.nio.file.WatchKey",
                  "java.nio.file.WatchService")));

  private static final Unsendable ITERATOR =
      new Unsendable("is a place in a collection of this process", "send a List", Set.of());

  private static final Unsendable LAMBDA =
      new Unsendable(
          "is a lambda whose type is not serializable",
          "declare its type as an interface that extends java.io.Serializable, or cast it with"
              + " (Type & Serializable)",
          Set.of());

  private static final Unsendable GENERATED =
      new Unsendable(
          "is of a class that was made at run time",
          "send the data in it as a record or a class of the program",
          Set.of());

  private static final Unsendable INTERNAL =
      new Unsendable(
          "is a class of the JDK that has no form for sending",
          TRANSIENT + "send the data that it is made from",
          Set.of());

  private static final Unsendable STATEFUL =
      new Unsendable(
          "extends a class of the JDK whose fields cannot be read",
          "let the class implement java.io.Serializable if its parent does, or hold the parent in a"
              + " field",
          Set.of());

  /** Returns why objects of the class cannot travel, or null if nothing is known against it. */
  static @Nullable Unsendable of(Class<?> type) {
    ArrayDeque<Class<?>> open = new ArrayDeque<>(List.of(type));
    Set<Class<?>> seen = new HashSet<>();
    Set<String> names = new HashSet<>();
    while (!open.isEmpty()) {
      Class<?> next = open.remove();
      if (seen.add(next)) {
        names.add(next.getName());
        open.addAll(List.of(next.getInterfaces()));
        if (next.getSuperclass() != null) {
          open.add(next.getSuperclass());
        }
      }
    }
    for (Unsendable entry : ALL) {
      if (entry.types.stream().anyMatch(names::contains)) {
        return entry;
      }
    }
    return unlisted(type, names);
  }

  private static @Nullable Unsendable unlisted(Class<?> type, Set<String> names) {
    boolean serializable = names.contains("java.io.Serializable");
    if (java.lang.reflect.Proxy.isProxyClass(type)) {
      return GENERATED;
    }
    if (type.isHidden()) {
      return serializable ? null : isLambda(type) ? LAMBDA : GENERATED;
    }
    if (PayloadTypes.isOfPlatform(type)) {
      return names.contains("java.util.Iterator") ? ITERATOR : null;
    }
    return JavaForms.isChosenBy(type) || !JavaForms.hasState(parentOf(type)) ? null : STATEFUL;
  }

  /** Returns the answer for a class of the JDK that is not in the table. */
  static Unsendable internal() {
    return INTERNAL;
  }

  private static boolean isLambda(Class<?> type) {
    return type.isSynthetic() && type.getName().contains("$$Lambda");
  }

  private static Class<?> parentOf(Class<?> type) {
    Class<?> c = type;
    while (c != null && !PayloadTypes.isOfPlatform(c)) {
      c = c.getSuperclass();
    }
    return c == null ? Object.class : c;
  }
}
