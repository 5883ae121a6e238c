// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Types whose objects mean nothing in another process, by name: a program need not have them.
 *
 * @param why what makes them so, to be read after the name of a type
 * @param asParameter what to do where a parameter has such a type
 * @param asResult what to do where a result has such a type
 * @param types the qualified names; subtypes are included
 */
record Unsendable(String why, String asParameter, String asResult, Set<String> types) {

  private static final List<Unsendable> ALL =
      List.of(
          new Unsendable(
              "is tied to this process",
              "Pass what is needed to open it (a URL), or open it inside {method}().",
              "Return the data that was read through it.",
              Set.of(
                  "java.sql.Connection",
                  "java.sql.DatabaseMetaData",
                  "java.sql.Driver",
                  "javax.sql.CommonDataSource",
                  "javax.sql.DataSource",
                  "javax.sql.PooledConnection")),
          new Unsendable(
              "is tied to its database connection",
              "Pass the data that it gives access to (a list, a byte array).",
              "Return the data that it gives access to (a list, a byte array).",
              Set.of(
                  "java.sql.Array",
                  "java.sql.Blob",
                  "java.sql.Clob",
                  "java.sql.ParameterMetaData",
                  "java.sql.Ref",
                  "java.sql.ResultSet",
                  "java.sql.ResultSetMetaData",
                  "java.sql.RowId",
                  "java.sql.SQLXML",
                  "java.sql.Savepoint",
                  "java.sql.Statement",
                  "java.sql.Struct",
                  "java.sql.Wrapper")),
          new Unsendable(
              "is part of this process",
              "Leave it out: a call has a thread of its own.",
              "Return what the thread computed.",
              Set.of(
                  "java.lang.Thread",
                  "java.lang.ThreadGroup",
                  "java.lang.ThreadLocal",
                  "java.util.Timer",
                  "java.util.TimerTask")),
          new Unsendable(
              "is an open stream of this process",
              "Pass the data (a String, a byte array) or a file's name, and open it inside"
                  + " {method}().",
              "Return the data (a String, a byte array).",
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
              "Pass a List of its elements (toList()).",
              "Return a List of its elements (toList()).",
              Set.of("java.util.stream.BaseStream")),
          new Unsendable(
              "is a connection of this process",
              "Pass the address, and connect inside {method}().",
              "Return what was received through it.",
              Set.of(
                  "java.net.DatagramSocket",
                  "java.net.ServerSocket",
                  "java.net.Socket",
                  "java.net.URLConnection",
                  "java.net.http.HttpClient",
                  "java.net.http.WebSocket")),
          new Unsendable(
              "guards the memory of this process",
              "Leave it out: calls share no memory that it could guard.",
              "Return a value; the caller can wait for its future.",
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
              "Leave it out: call the stubs of other @Remote methods inside {method}().",
              "Return the results of what it ran.",
              Set.of("java.util.concurrent.Executor", "java.util.concurrent.CompletionService")),
          new Unsendable(
              "ends in this process",
              "Declare the type of its value: the stub accepts a RemoteFuture.",
              "Return the value, or a RemoteFuture: the stub gives a future of it.",
              Set.of("java.util.concurrent.CompletionStage", "java.util.concurrent.Future")),
          new Unsendable(
              "belongs to this machine",
              "Start it inside {method}().",
              "Return what it printed, or its exit code.",
              Set.of(
                  "java.lang.Process",
                  "java.lang.ProcessBuilder",
                  "java.lang.ProcessHandle",
                  "java.lang.Runtime")),
          new Unsendable(
              "refers to code that this process has loaded",
              "Pass a name, and look it up inside {method}().",
              "Return a name, to be looked up by the caller.",
              Set.of(
                  "java.lang.ClassLoader",
                  "java.lang.Module",
                  "java.lang.ModuleLayer",
                  "java.lang.invoke.MethodHandle",
                  "java.lang.invoke.MethodHandles.Lookup",
                  "java.lang.invoke.VarHandle",
                  "java.util.ServiceLoader")),
          new Unsendable(
              "writes to the log of this process",
              "Use a static logger of the class that {method}() is in.",
              "Return what is to be logged.",
              Set.of(
                  "ch.qos.logback.classic.Logger",
                  "java.lang.System.Logger",
                  "java.util.logging.Handler",
                  "java.util.logging.Logger",
                  "org.apache.commons.logging.Log",
                  "org.apache.log4j.Category",
                  "org.apache.logging.log4j.Logger",
                  "org.jboss.logging.Logger",
                  "org.slf4j.Logger")),
          new Unsendable(
              "refers to the memory of this process",
              "Pass the object that it refers to.",
              "Return the object that it refers to.",
              Set.of(
                  "java.lang.ref.Cleaner",
                  "java.lang.ref.Reference",
                  "java.lang.ref.ReferenceQueue")),
          new Unsendable(
              "is a view of this machine's files",
              "Pass a file's name, and open it inside {method}().",
              "Return the names or the contents of the files.",
              Set.of(
                  "java.nio.file.FileStore",
                  "java.nio.file.FileSystem",
                  "java.nio.file.WatchKey",
                  "java.nio.file.WatchService")),
          new Unsendable(
              "is open in this process",
              "Leave it out: stubs that {method}() calls use the session of its own call.",
              "Return the values; the caller has the session.",
              Set.of("dev.yonder.Results", "dev.yonder.Session")));

  /** Returns the entry that lists the type by its qualified name, if any. */
  static Optional<Unsendable> listing(String type) {
    return ALL.stream().filter(entry -> entry.types().contains(type)).findFirst();
  }
}
