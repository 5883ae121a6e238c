// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.CallOptions;
import dev.yonder.Resources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a driver and a worker tell each other.
 *
 * <p>Tasks and attempts are numbered by the driver. Calls are numbered by the worker on which a
 * task makes them. Objects are results, by the number of their task, and shared values, by negative
 * numbers.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way from one buffer to another
public sealed interface Message {

  /** Stands for no task, call or object. */
  long NONE = Long.MIN_VALUE;

  /** What a worker says to its driver. */
  sealed interface FromWorker extends Message {}

  /** What a driver says to a worker. */
  sealed interface FromDriver extends Message {}

  /**
   * The first message of a worker.
   *
   * @param protocol the version of the protocol, {@link Protocol#VERSION}
   * @param javaFeature the feature version of the Java machine, such as 17
   * @param classPath the digest of the class path that the worker was started with
   * @param secret what proves that the driver started the worker
   * @param worker the name that the driver gave to the worker
   * @param host the name of the host
   * @param process the number of the process
   * @param capacity what the worker has
   */
  record Hello(
      int protocol,
      int javaFeature,
      String classPath,
      byte[] secret,
      String worker,
      String host,
      long process,
      Resources capacity)
      implements FromWorker {}

  /**
   * The driver takes the worker.
   *
   * @param profile the profile of the session
   * @param description where calls of the session run, in words
   * @param seed the seed of the session
   * @param heartbeatMillis how often each side says that it is alive
   * @param inlineBytes results of more bytes stay on the worker
   */
  record Welcome(
      String profile, String description, long seed, int heartbeatMillis, int inlineBytes)
      implements FromDriver {}

  /** The driver does not take the worker; the reason completes "because …". */
  record Refused(String reason) implements FromDriver {}

  /** The sender is alive; a driver says so with zeros. */
  record Alive(long heapUsed, long heapMax, double load) implements FromWorker, FromDriver {}

  /** The worker is about to be ended, so that it should get nothing more; completes "because …". */
  record Draining(String reason) implements FromWorker {}

  /** The sender has nothing more to say and will close the link. */
  record Goodbye(String reason) implements FromWorker, FromDriver {}

  /**
   * Describes attempts that follow, by a number of the driver's.
   *
   * @param type the id of the remote method
   * @param name the name that logs show
   * @param needs what an attempt occupies
   * @param timed whether the start of attempts is to be reported at once
   * @param keep whether large results may stay on the worker
   */
  record DefineStage(
      int stage, String type, String name, Resources needs, boolean timed, boolean keep)
      implements FromDriver {}

  /**
   * Run an attempt.
   *
   * @param arguments an {@code Object[]} of all arguments, with null in the place of inputs
   * @param positions which arguments the inputs are, ascending
   */
  record Run(
      long task,
      int attempt,
      int stage,
      long seedKey,
      Payload arguments,
      int[] positions,
      List<Input> inputs)
      implements FromDriver {}

  /** Give up an attempt: do not start it, or else interrupt it if asked. */
  record Stop(long task, int attempt, boolean interrupt) implements FromDriver {}

  /** Report which attempts have started, and then that this was done. */
  record ReportStarted() implements FromDriver {}

  /** All attempts that had started when the driver asked were reported. */
  record StartsReported() implements FromWorker {}

  /** The method of an attempt was called. */
  record Started(long task, int attempt) implements FromWorker {}

  /** The method returned the value. */
  record Finished(long task, int attempt, long ranNanos, Payload value) implements FromWorker {}

  /** The method returned a value of so many bytes, which stays on the worker. */
  record Kept(long task, int attempt, long ranNanos, long bytes) implements FromWorker {}

  /** The method returned the future of a call that it made. */
  record Continued(long task, int attempt, long call) implements FromWorker {}

  /** The method threw; the payload is that of a throwable. */
  record Threw(long task, int attempt, Payload thrown) implements FromWorker {}

  /** The attempt was given up before its method was called. */
  record Stopped(long task, int attempt) implements FromWorker {}

  /** The method waits for a call that it made, or for something else if {@link #NONE}. */
  record Blocked(long task, int attempt, long call) implements FromWorker {}

  /** The method has its processors again. */
  record Resumed(long task, int attempt) implements FromWorker {}

  /** The attempt is given back, not started, as the object cannot be had that it needs. */
  record InputMissing(long task, int attempt, long object) implements FromWorker {}

  /** What a method printed, in the order in which it did. */
  record Printed(long task, int attempt, byte[] text) implements FromWorker {}

  /**
   * A task made a call.
   *
   * @param call the number of the call, ascending
   * @param caller the attempt that made it, null if that was no method of a task
   * @param type the id of the remote method, empty for one that gathers results
   * @param arguments an {@code Object[]} of all arguments, with null in the place of futures
   * @param positions which arguments are futures, ascending
   * @param futures the calls whose futures they are
   */
  record CallMade(
      long call,
      @Nullable Caller caller,
      String type,
      CallOptions options,
      long seedKey,
      Payload arguments,
      int[] positions,
      long[] futures)
      implements FromWorker {}

  /** An attempt at a task. */
  record Caller(long task, int attempt) {}

  /** Cancel a call. */
  record CancelCall(long call, boolean interrupt) implements FromWorker {}

  /** Cancel all calls of the session. */
  record CancelAll() implements FromWorker {}

  /** Nobody on the worker can ask for the call any more. */
  record ForgetCall(long call) implements FromWorker {}

  /** Asks how far a call has come. */
  record AskCall(long call) implements FromWorker {}

  /** The call is the task of this number. */
  record CallTaken(long call, long task) implements FromDriver {}

  /** How far the call has come: the ordinal of the status. */
  record CallStatus(long call, int status) implements FromDriver {}

  /** The call ended with a result. */
  record CallReturned(long call, Input result) implements FromDriver {}

  /** The call failed; the payload is that of a throwable. */
  record CallFailed(long call, Payload thrown) implements FromDriver {}

  /** The call was cancelled; the message says which, and why. */
  record CallCancelled(long call, String message) implements FromDriver {}

  /**
   * Asks for an object; answered by {@link Fetched} or {@link Missing}.
   *
   * @param await whether to answer later where the object must be made again first
   */
  record Fetch(long object, boolean await) implements FromWorker, FromDriver {}

  /** An object that was asked for. */
  record Fetched(long object, Payload value) implements FromWorker, FromDriver {}

  /** An object that was asked for is not there, as it is lost or was freed. */
  record Missing(long object) implements FromWorker, FromDriver {}

  /** Nobody needs the objects any more. */
  record Free(long[] objects) implements FromDriver {}

  /** An object that will be needed is in the file of a run. */
  record Located(long object, String file) implements FromDriver {}
}
