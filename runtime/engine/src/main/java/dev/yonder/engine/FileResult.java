// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.NotSendableException;
import dev.yonder.wire.Input;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.RunFiles;
import dev.yonder.worker.Deferred;
import dev.yonder.worker.End;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A result in a file of its run, read when the program first asks for it. */
final class FileResult implements Deferred, Transferable {
  private static final CompletableFuture<?> HERE = CompletableFuture.completedFuture(null);

  private final RunFiles files;
  private final long task;
  private final int attempt;
  private final PayloadCodec codec;
  private @Nullable Object decoded;
  private boolean isDecoded;

  FileResult(RunFiles files, long task, int attempt, PayloadCodec codec) {
    this.files = files;
    this.task = task;
    this.attempt = attempt;
    this.codec = codec;
  }

  /** Returns the attempt that made it, as the run counts them. */
  int attempt() {
    return attempt;
  }

  @Override
  public CompletableFuture<?> here() {
    return HERE;
  }

  @Override
  public synchronized @Nullable Object resultOrEnd() {
    if (!isDecoded) {
      decoded = read();
      isDecoded = true;
    }
    return decoded;
  }

  private @Nullable Object read() {
    String name = RunFiles.result(task, attempt);
    try {
      for (Message message : files.body(name)) {
        if (message instanceof Message.Fetched fetched) {
          return codec.decode(fetched.value(), "the result of task-" + task);
        }
      }
      return new End.Failure(new IOException(files.path().resolve(name) + " holds no result"));
    } catch (IOException e) {
      return new End.Failure(
          new NotSendableException(
              "the result of task-%d cannot be read: %s".formatted(task, e.getMessage()), e));
    } catch (NotSendableException e) {
      return new End.Failure(e);
    }
  }

  @Override
  public synchronized void free() {
    decoded = End.Released.INSTANCE;
    isDecoded = true;
  }

  @Override
  public Input input() {
    return new Input.Stored(task);
  }
}
