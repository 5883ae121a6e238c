// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Message;
import dev.yonder.wire.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run knows of a task beside its call. */
final class KnownTask {
  /** Where the values are that its arguments share with others. */
  List<Message.Located> objects = new ArrayList<>(0);

  /** Why those cannot be had, null if they can. */
  @Nullable Throwable unsendable;

  /** How many attempts were numbered. */
  int attempts;

  /** How it ended, null if it has not. */
  RunRecord.@Nullable Ended ended;

  /** The attempt that was submitted by an earlier driver and may go on, null if there is none. */
  @Nullable Left left;

  /**
   * An attempt that an earlier driver has submitted.
   *
   * @param id its id, null if nobody knows whether it was submitted
   */
  record Left(int attempt, String array, @Nullable String id) {}
}
