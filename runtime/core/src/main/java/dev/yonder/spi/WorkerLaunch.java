// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A worker that a backend has started: what it needs, and its command once the place is known.
 *
 * <p>Safe for use by several threads.
 */
public interface WorkerLaunch {
  /**
   * What a shell does before it starts a worker that {@linkplain BlockPolicy.Reach#STREAMS comes by
   * the streams of a process}: it moves the protocol from its standard streams to descriptors of
   * its own, so that nothing that prints can get into it.
   */
  String SHELL_REDIRECTION = "exec 3<&0 4>&1 </dev/null 1>&2";

  /** Returns the least feature version of the Java machine that runs the worker, such as 17. */
  int javaFeature();

  /** Returns the jars of the class path, in order; each may be shared by all runs on a host. */
  List<CodeFile> code();

  /**
   * Returns files by name that only the user may read; the backend writes them into a directory of
   * the run, with rights 0600, before the worker starts.
   */
  Map<String, byte[]> secrets();

  /**
   * Returns the command, word by word: no word is to be read by a shell.
   *
   * <p>For an array of blocks one more word {@code index=NUMBER} is added to it for each block.
   */
  List<String> command(Place place);

  /** Returns what is set in the environment, for a worker of so many processors. */
  Map<String, String> environment(int cpus);

  /**
   * A jar of the class path.
   *
   * @param file where the driver has it
   * @param sha256 the digest of its content, in lower case hexadecimal digits
   */
  record CodeFile(Path file, String sha256) {

    /** Returns the name under which a place keeps it: the digest and the ending. */
    public String name() {
      return sha256 + ".jar";
    }
  }

  /**
   * Where a worker is about to run, in terms of that place.
   *
   * @param java the program that starts the Java machine
   * @param code the directory in which the jars are, by {@link CodeFile#name}
   * @param secrets the directory in which the files of {@link WorkerLaunch#secrets} are
   * @param scratch a directory that only the user may read, in which the worker may make what it
   *     needs for the time of its life
   * @param worker the worker's name; of an array, the {@linkplain BlockRequest#name name} without
   *     the number
   * @param capacity what the worker has
   */
  record Place(
      String java, String code, String secrets, String scratch, String worker, Resources capacity) {

    /**
     * Returns the file that both output streams of the worker are best appended to: the worker
     * keeps it small, and with one processor knows whose task has printed what is in it.
     */
    public String log() {
      return scratch + "/" + worker + ".log";
    }
  }
}
