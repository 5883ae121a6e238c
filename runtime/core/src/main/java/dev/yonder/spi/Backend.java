// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Acquires and releases blocks of workers; it never sees a task.
 *
 * <p>All methods may be called by several threads at once. They may take as long as what they talk
 * to, within a bound of their own, and are never called by the thread that schedules tasks. A
 * backend has no threads, does not retry and does not decide how many blocks there are.
 */
public interface Backend extends AutoCloseable {

  /** Returns where blocks run, in words for a log; knows no more than the settings say. */
  String description();

  /** Returns how many blocks there are to be, and how they are used. */
  BlockPolicy policy();

  /**
   * Submits an array of blocks, each of which runs one worker, and returns their ids in order.
   *
   * <p>Where only the first of them were taken, those are returned, and it is for the caller to ask
   * for the others again.
   *
   * <p>Where blocks run {@linkplain BlockPolicy.Use#CALLS calls}, a request that failed in a way
   * that may pass comes again as it was, until it is answered or the session ends. A backend that
   * does not know what became of it can then look for what it has submitted, and return that.
   *
   * @throws BackendException if none of them was submitted, as far as is known
   */
  List<BlockId> submit(BlockRequest request) throws BackendException;

  /**
   * Returns the status of those blocks that could be observed; one that is absent from the result
   * is unknown, not lost.
   *
   * <p>One query serves all blocks. For no blocks nothing is queried.
   *
   * @throws BackendException if nothing could be observed
   */
  Map<BlockId, BlockStatus> poll(Set<BlockId> blocks) throws BackendException;

  /**
   * Ends the blocks, wherever they are; one that has ended or is not known is ignored.
   *
   * @throws BackendException if some of them may go on
   */
  void cancel(Set<BlockId> blocks) throws BackendException;

  /**
   * Returns the process whose standard streams lead to the worker of a block.
   *
   * @throws IllegalStateException if workers of this backend {@linkplain BlockPolicy.Reach come
   *     otherwise}, or there is no such block
   */
  default Process process(BlockId block) {
    throw new IllegalStateException("workers of this backend do not come by streams: " + block);
  }

  /**
   * Returns the directory that this host and the places of the blocks see alike, under the same
   * name, and in which a session keeps the files of its calls.
   *
   * @throws IllegalStateException if workers of this backend {@linkplain BlockPolicy.Reach come}
   */
  default Path directory() {
    throw new IllegalStateException("workers of this backend need no files: " + description());
  }

  /**
   * Returns what would be submitted, line by line and for people: each file with its content, and
   * the command.
   *
   * <p>Nothing is submitted, and no file is written.
   */
  default List<String> preview(BlockRequest request) {
    return List.of(description() + " submits nothing that could be shown");
  }

  /** Frees what the backend holds, such as connections; blocks that were not cancelled go on. */
  @Override
  void close();
}
