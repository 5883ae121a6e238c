// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The link of a job to a driver that may not be there: what the driver says is read from a file,
 * and what the job says is left in files, of which the last one ends the link.
 */
final class FileLink implements Link {
  /** What another host has written may show late in a directory that is shared. */
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private static final long LOOK_MILLIS = 200;

  private final RunFiles run;
  private final JobFile job;
  private final Function<Throwable, Payload> encoder;
  private final Map<Long, String> located = new HashMap<>();
  private final TaskLog printed = new TaskLog();

  /** Objects to be read, and this link itself when there will be no more. */
  private final BlockingQueue<Object> wanted = new LinkedBlockingQueue<>();

  private boolean hasPrinted;
  private boolean claimed;
  private volatile boolean over;

  /**
   * Constructs the link.
   *
   * @param encoder encodes what went wrong with a file
   */
  FileLink(RunFiles run, JobFile job, Function<Throwable, Payload> encoder) {
    this.run = run;
    this.job = job;
    this.encoder = encoder;
    job.objects().forEach(object -> located.put(object.object(), object.file()));
  }

  @Override
  public void start(Receiver receiver) {
    Thread thread = new Thread(() -> read(receiver), "yonder-read-files");
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads until the job is over; it would wait for ever for what this thread had died of. */
  private void read(Receiver receiver) {
    try {
      receiver.received(job.stage());
      receiver.received(job.run());
      receiver.ended(readObjects(receiver));
    } catch (RuntimeException | Error e) {
      throw OneShotWorker.end("what it needs cannot be read: " + e);
    }
  }

  /** Reads objects as long as there are any to come, and returns what went wrong. */
  private @Nullable IOException readObjects(Receiver receiver) {
    try {
      while (wanted.take() instanceof Long object) {
        receiver.received(new Message.Fetched(object, object(object)));
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (IOException e) {
      endWith(new Message.Threw(job.run().task(), job.run().attempt(), encoder.apply(e)), null);
      return e;
    }
  }

  private Payload object(long object) throws IOException {
    String file = located.get(object);
    if (file == null) {
      throw new IOException("the file of this job does not say where object " + object + " is");
    }
    for (Message message : patiently(() -> run.body(file))) {
      if (message instanceof Message.Fetched fetched) {
        return fetched.value();
      }
    }
    throw new IOException("the file %s of the run %s holds no value".formatted(file, run.path()));
  }

  /** Reads a file of a run. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Returns what is read, as soon as the file is there. */
  static <T> T patiently(Reading<T> reading) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      try {
        return reading.read();
      } catch (NoSuchFileException e) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              ("%s is not there on %s, so the directory of the run may not be shared with it; choose"
                      + " a directory that all hosts see, as with the profile's setting \"directory\"")
                  .formatted(e.getFile(), HostName.get()),
              e);
        }
        try {
          Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  @Override
  public void send(Message message) {
    if (over) {
      return;
    }
    if (message instanceof Message.Started) {
      claim();
    } else if (message instanceof Message.Printed text) {
      print(text.text());
    } else if (message instanceof Message.Fetch fetch) {
      wanted.add(fetch.object());
    } else if (message instanceof Message.Finished finished) {
      Payload value = finished.value();
      endWith(
          new Message.Kept(finished.task(), finished.attempt(), finished.ranNanos(), value.size()),
          value);
    } else if (message instanceof Message.Threw) {
      endWith(message, null);
    } else if (message instanceof Message.Alive) {
      touch();
    }
    // What else a worker says is about calls, which a job cannot make, or of no use afterwards.
  }

  /**
   * Starts the attempt, unless it was given up or has been started before and must not be again.
   */
  private synchronized void claim() {
    if (!claimed) {
      JobClaim.make(run, job);
      claimed = true;
    }
  }

  private synchronized void print(byte[] text) {
    printed.append(text, 0, text.length);
    hasPrinted = true;
    try (RandomAccessFile log =
        new RandomAccessFile(run.log(job.run().task(), job.run().attempt()).toFile(), "rw")) {
      log.seek(log.length());
      log.write(text);
    } catch (IOException e) {
      // The end of it is also in the result.
    }
  }

  private void endWith(Message end, @Nullable Payload value) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      long task = job.run().task();
      int attempt = job.run().attempt();
      List<Message> head = new ArrayList<>();
      if (hasPrinted) {
        head.add(new Message.Printed(task, attempt, printed.bytes()));
      }
      List<Message> body = new ArrayList<>();
      if (value != null) {
        head.add(end);
        body.add(new Message.Fetched(task, value));
      } else {
        head.add(new Message.Stopped(task, attempt));
        body.add(end);
      }
      try {
        run.write(RunFiles.result(task, attempt), head, body);
      } catch (IOException | RuntimeException | Error e) {
        // Only the batch system can tell the driver now, as soon as the process has ended.
        throw OneShotWorker.end("its result cannot be left: " + e);
      }
    }
    wanted.add(this);
  }

  /** Shows whoever looks that this job goes on, even if the batch system has lost sight of it. */
  private synchronized void touch() {
    if (claimed) {
      try {
        Files.setLastModifiedTime(
            run.claim(job.run().task(), job.run().attempt()), FileTime.from(Instant.now()));
      } catch (IOException e) {
        // It is tried again soon.
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public long unwrittenBytes() {
    return 0;
  }

  @Override
  public void awaitRoom() {}

  @Override
  public void close() {
    wanted.add(this);
  }
}
