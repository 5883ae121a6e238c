// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one batch system spells what is asked of it: text in, text out, no input or output.
 *
 * <p>Commands are words, the first of which is the name of a program without its directory; no
 * shell reads them. Implementations have no state.
 */
interface GridDialect {

  /** Returns the name of the batch system, as messages show it. */
  String system();

  /** Returns whether its commands need a variable of the environment, beside those of the user. */
  boolean needs(String variable);

  /** Returns the files to write into the array's directory, by name; the first is submitted. */
  Map<String, String> files(GridJob job);

  /** Returns the command that submits an array, of which the first file is there. */
  List<String> submitCommand(GridJob job, Path file);

  /**
   * Returns the number of the array, or of the only job.
   *
   * @param printed what the command wrote to its standard output
   * @throws UnexpectedOutputException if it is not in there
   */
  String parseSubmit(String printed) throws UnexpectedOutputException;

  /** Returns the id of a job of an array, by its place in the array from 0. */
  BlockId element(String array, int place);

  /** Returns the number of the array that a job is in, or its own. */
  String arrayOf(BlockId block);

  /**
   * Returns what it means that the submission failed.
   *
   * @param printed what the command wrote to its standard output and error
   */
  Refusal refusal(String printed);

  /** What a failed submission means. */
  enum Refusal {
    /** It will fail again until somebody changes something. */
    LASTING,

    /** Nothing was submitted; it may succeed later. */
    PASSING,

    /** An answer is missing, so that the array may have been submitted. */
    UNKNOWN
  }

  /** Returns the one command that tells of all jobs of the user. */
  List<String> statusCommand();

  /**
   * Returns what was seen of the user's jobs; lines that cannot be read are left out.
   *
   * @throws UnexpectedOutputException if this is no answer of the command at all, not even that
   *     there are no jobs
   */
  List<Sighting> parseStatus(String printed) throws UnexpectedOutputException;

  /**
   * A job that was seen.
   *
   * @param name the name it was submitted with
   * @param id its id, or the number of an array that ended before its jobs were told apart
   * @param status how far it has come, null if the answer has no known word for that. One that
   *     waits and will never be started is {@linkplain BlockStatus.End#REJECTED rejected}; it is
   *     then taken out of the queue
   */
  record Sighting(String name, BlockId id, @Nullable BlockStatus status) {}

  /** Returns the command that ends jobs, to which their ids are added. */
  String cancelProgram();

  /** Returns whether a line of that command's complaints says that a job is over or unknown. */
  boolean meansOver(String line);

  /** Returns the command that tells how large an array may be, empty if that is not to be known. */
  List<String> limitCommand();

  /**
   * Returns how many jobs an array may have.
   *
   * @throws UnexpectedOutputException if it is not in what the command printed
   */
  int parseLimit(String printed) throws UnexpectedOutputException;
}
