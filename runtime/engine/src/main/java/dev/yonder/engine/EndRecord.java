// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Outcome;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.RunRecord;
import dev.yonder.worker.End;
import org.jspecify.annotations.Nullable;

/** What the journal of a run says of the end of a task. */
final class EndRecord {
  private EndRecord() {}

  /** Returns the record of an end, null where it follows from those of other tasks. */
  static RunRecord.@Nullable Ended of(
      long task,
      KnownTask known,
      Outcome outcome,
      @Nullable Object resultOrEnd,
      PayloadCodec codec) {
    if (outcome instanceof Outcome.Returned && resultOrEnd instanceof FileResult result) {
      return new RunRecord.Ended(task, result.attempt(), RunRecord.End.RETURNED, "", null);
    }
    if (outcome instanceof Outcome.Cancelled && resultOrEnd instanceof End.Cancellation end) {
      return new RunRecord.Ended(
          task, known.attempts, RunRecord.End.CANCELLED, end.message(), null);
    }
    if (outcome instanceof Outcome.DependencyFailed
        || !(resultOrEnd instanceof End.Failure failure)) {
      return null;
    }
    if (outcome instanceof Outcome.Threw && known.unsendable == null && known.attempts > 0) {
      return new RunRecord.Ended(task, known.attempts, RunRecord.End.THREW, "", null);
    }
    Payload thrown = failure.encoded(codec);
    return new RunRecord.Ended(
        task,
        known.attempts,
        RunRecord.End.FAILED,
        String.valueOf(failure.cause().getMessage()),
        thrown.arrays().isEmpty() ? thrown : null);
  }
}
