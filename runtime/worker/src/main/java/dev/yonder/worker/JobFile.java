// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Message;
import dev.yonder.wire.ProtocolException;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a driver has left for a job: how the session is, what the attempt needs, where the objects
 * are that it needs, and what to run.
 */
public record JobFile(
    Message.Welcome welcome,
    Message.DefineStage stage,
    boolean idempotent,
    List<Message.Located> objects,
    Message.Run run) {

  /** Stands for what is not idempotent, among the messages of the file. */
  private static final Message ONCE = new Message.ReportStarted();

  /** Writes the file of the attempt. */
  public void write(RunFiles files) throws IOException {
    List<Message> head = new ArrayList<>(List.of(welcome, stage));
    if (!idempotent) {
      head.add(ONCE);
    }
    head.addAll(objects);
    files.write(RunFiles.task(run.task(), run.attempt()), head, List.of(run));
  }

  /** Reads the file of an attempt. */
  static JobFile read(RunFiles files, long task, int attempt) throws IOException {
    String name = RunFiles.task(task, attempt);
    Message.Welcome welcome = null;
    Message.DefineStage stage = null;
    boolean idempotent = true;
    List<Message.Located> objects = new ArrayList<>();
    for (Message message : files.head(name)) {
      if (message instanceof Message.Welcome found) {
        welcome = found;
      } else if (message instanceof Message.DefineStage found) {
        stage = found;
      } else if (message instanceof Message.Located found) {
        objects.add(found);
      } else if (message.equals(ONCE)) {
        idempotent = false;
      }
    }
    Message.Run run = run(files.body(name));
    if (welcome == null || stage == null || run == null) {
      throw new ProtocolException(files.path().resolve(name) + " does not say what to run");
    }
    return new JobFile(welcome, stage, idempotent, objects, run);
  }

  private static Message.@Nullable Run run(List<Message> messages) {
    return messages.size() == 1 && messages.get(0) instanceof Message.Run run ? run : null;
  }
}
