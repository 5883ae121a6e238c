// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.InputFile;
import dev.yonder.NotSendableException;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.Shareable;
import dev.yonder.wire.Input;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.RunFiles;
import dev.yonder.wire.RunRecord;
import dev.yonder.worker.JobFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what jobs need into the directory of their run; used by one thread. */
final class JobFiles {
  /** Arguments of more bytes have a file of their own, and do not fill the journal. */
  private static final int MOST_INLINE = 16 * 1024;

  private final RunFiles files;
  private final PayloadCodec codec;
  private final int opening;

  /** The files of shared values that this driver has written, by number. */
  private final Map<Long, String> shared = new HashMap<>();

  JobFiles(RunFiles files, PayloadCodec codec, int opening) {
    this.files = files;
    this.codec = codec;
    this.opening = opening;
  }

  /** Writes what a call shares with others, once for all of them. */
  void share(Call call, KnownTask known) throws IOException {
    try {
      for (Shareable each : call.shared()) {
        if (each instanceof InputFile file) {
          copy(file);
        } else {
          known.objects.add(new Message.Located(each.number(), value(each)));
        }
      }
    } catch (NotSendableException e) {
      known.unsendable = e;
    }
  }

  private String value(Shareable each) throws IOException {
    long number = each.number();
    String written = shared.get(number);
    if (written == null) {
      written = RunFiles.shared(opening, number);
      Payload payload = codec.encode(each.value(number), "a shared value");
      files.write(written, List.of(), List.of(new Message.Fetched(number, payload)));
      shared.put(number, written);
    }
    return written;
  }

  private void copy(InputFile file) throws IOException {
    Path copy = files.inputFile(file.sha256(), file.name());
    if (Files.exists(copy)) {
      return;
    }
    Files.createDirectories(copy.getParent());
    Path unfinished = copy.resolveSibling(".unfinished-" + UUID.randomUUID());
    try {
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        for (int part = 0; part < file.parts(); part++) {
          out.write((byte[]) file.value(file.number() - part));
        }
      }
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Returns the record of a call, whose arguments are written if they are many. */
  RunRecord.Submitted submitted(TaskSpec task, KnownTask known, int[] positions)
      throws IOException {
    Call call = (Call) task.payload();
    Stage.Needs needs = task.stage().needs();
    Payload arguments = call.payload();
    if (arguments != null
        && (!arguments.arrays().isEmpty() || arguments.head().length > MOST_INLINE)) {
      files.write(
          RunFiles.call(task.id()), List.of(), List.of(new Message.Fetched(task.id(), arguments)));
      arguments = null;
    }
    return new RunRecord.Submitted(
        task.id(),
        call.method() == null ? "" : call.type().id(),
        task.stage().name(),
        new RunRecord.Needs(
            needs.resources(),
            needs.priority(),
            needs.retries(),
            needs.idempotent(),
            needs.walltimeNanos()),
        call.seedKey(),
        task.dependencies(),
        positions,
        arguments,
        known.objects);
  }

  /** Returns the arguments of a call that an earlier driver has made. */
  @Nullable Payload arguments(RunRecord.Submitted call) throws IOException {
    if (call.arguments() != null || call.type().isEmpty()) {
      return call.arguments();
    }
    for (Message message : files.body(RunFiles.call(call.task()))) {
      if (message instanceof Message.Fetched fetched) {
        return fetched.value();
      }
    }
    throw new IOException(files.path().resolve(RunFiles.call(call.task())) + " holds no arguments");
  }

  /** Returns which arguments are futures. */
  static int[] positions(@Nullable Object[] given, int count) {
    int[] positions = new int[count];
    int next = 0;
    for (int i = 0; next < count; i++) {
      if (given[i] != null) {
        positions[next++] = i;
      }
    }
    return positions;
  }

  /**
   * Writes the file of a job.
   *
   * @param results the attempts that have made results, by task
   */
  void write(Job job, KnownTask known, Message.Welcome welcome, Map<Long, Integer> results)
      throws IOException {
    Payload arguments = job.call.payload();
    if (arguments == null) {
      throw new AssertionError("calls of this session are encoded");
    }
    Stage stage = job.task.stage();
    Stage.Needs needs = stage.needs();
    List<Message.Located> objects = new ArrayList<>(known.objects);
    job.inputs.forEach(input -> locate(input, results, objects));
    new JobFile(
            welcome,
            new Message.DefineStage(
                0,
                job.call.type().id(),
                stage.name(),
                needs.resources(),
                /* timed= */ true,
                /* keep= */ false),
            needs.idempotent(),
            objects,
            new Message.Run(
                job.task.id(),
                job.attempt,
                0,
                job.call.seedKey(),
                arguments,
                job.positions,
                job.inputs))
        .write(files);
  }

  private static void locate(
      Input input, Map<Long, Integer> results, List<Message.Located> objects) {
    if (input instanceof Input.Stored stored) {
      Integer attempt = results.get(stored.object());
      if (attempt == null) {
        throw new IllegalStateException(
            "nobody knows where the result of task-%d is".formatted(stored.object()));
      }
      objects.add(new Message.Located(stored.object(), RunFiles.result(stored.object(), attempt)));
    } else if (input instanceof Input.Gathered gathered) {
      gathered.elements().forEach(element -> locate(element, results, objects));
    }
  }
}
