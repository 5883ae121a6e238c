// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yonder.Arg;
import dev.yonder.CallOptions;
import dev.yonder.DependencyFailedException;
import dev.yonder.NotSendableException;
import dev.yonder.Reduce;
import dev.yonder.RemoteFuture;
import dev.yonder.RemoteTrace;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.SessionStoppedException;
import dev.yonder.TaskContext;
import dev.yonder.TaskFailedException;
import dev.yonder.TaskRefusedException;
import dev.yonder.TaskStatus;
import dev.yonder.TaskTimeoutException;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every backend does, whatever it runs calls on; a backend's test extends this. */
public abstract class BackendContract {
  /** The session of all tests of a class, if they share one. */
  private static @Nullable Session shared;

  private Session session;

  /** Constructs the tests. */
  protected BackendContract() {}

  /** Returns the profile of the backend. */
  protected abstract String profile();

  /** Returns a builder of a session of the backend, with short delays. */
  protected final SessionBuilder builder() {
    return settings(
        Yonder.builder()
            .profile(profile())
            .progress(false)
            .seed(42)
            .retryDelay(Duration.ofMillis(1))
            .cancelGrace(Duration.ofMillis(100)));
  }

  /** Returns the builder with what else the backend is to be tried with. */
  protected SessionBuilder settings(SessionBuilder builder) {
    return builder;
  }

  /** Returns the longest walltime that a call may ask for. */
  protected String longestWalltime() {
    return "200000d";
  }

  /**
   * Returns whether tests share a session, as opening one takes long, and not each has its own.
   * Some open others beside it all the same.
   */
  protected boolean sharesSession() {
    return false;
  }

  /** Returns the session that is open during a test. */
  protected final Session session() {
    return session;
  }

  @BeforeEach
  final void open() {
    Session open = sharesSession() && shared != null ? shared : builder().open();
    session = open;
    shared = sharesSession() ? open : null;
  }

  @AfterEach
  final void close() {
    if (shared == null) {
      session.close();
    }
  }

  /** Closes the session that tests share, before what it runs on is taken away. */
  @AfterAll
  protected static void closeShared() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  @Test
  void returnsResults() throws Exception {
    assertThat(WorkRemote.add(2, 3).get()).isEqualTo(5);
    assertThat(WorkRemote.echo("x").join()).isEqualTo("x");
    assertThat(WorkRemote.echo((String) null).get()).isNull();
  }

  @Test
  void takesFuturesAsArguments() throws Exception {
    RemoteFuture<Integer> one = WorkRemote.add(0, 1);
    RemoteFuture<Integer> three = WorkRemote.add(one, WorkRemote.add(one, one));
    assertThat(WorkRemote.add(three, Arg.of(4)).get()).isEqualTo(7);
    assertThat(WorkRemote.add(5, three).get()).isEqualTo(8);
  }

  @Test
  void gathersResultsInOrder() throws Exception {
    List<RemoteFuture<Integer>> futures =
        IntStream.range(0, 100).mapToObj(i -> WorkRemote.add(i, 0)).toList();
    assertThat(RemoteFuture.all(futures).get()).isEqualTo(IntStream.range(0, 100).boxed().toList());
    assertThat(WorkRemote.sum(RemoteFuture.all(futures)).get()).isEqualTo(4950);
    assertThat(RemoteFuture.all(List.<RemoteFuture<Integer>>of()).get()).isEmpty();
  }

  @Test
  void reducesAsATree() throws Exception {
    for (int leaves : new int[] {1, 2, 3, 7, 64}) {
      List<RemoteFuture<Integer>> futures =
          IntStream.range(0, leaves).mapToObj(i -> WorkRemote.add(i, 1)).toList();
      assertThat(Reduce.tree(futures, WorkRemote::add).get()).isEqualTo(leaves * (leaves + 1) / 2);
    }
    assertThatThrownBy(() -> Reduce.<Integer>tree(List.of(), WorkRemote::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to combine");
  }

  @Test
  void getThrowsTheMethodsOwnExceptionAsCause() {
    RemoteFuture<Integer> failed = WorkRemote.checked("disk");
    Throwable thrown = catchThrowable(failed::get);
    assertThat(thrown).isInstanceOf(ExecutionException.class);
    assertThat(thrown.getCause()).isInstanceOf(IOException.class).hasMessage("disk");
    assertThat(thrown.getCause().getStackTrace()[0].getMethodName()).isEqualTo("checked");
    assertThat(thrown.getCause().getSuppressed()).hasSize(1);
    RemoteTrace trace = (RemoteTrace) thrown.getCause().getSuppressed()[0];
    assertThat(trace.taskId()).isEqualTo(failed.taskId());
    assertThat(trace.attempt()).isEqualTo(1);
    assertThat(trace)
        .hasMessageContaining("Work.checked (" + failed.taskId() + "), attempt 1, on ");
    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(failed.isDone()).isTrue();
    assertThat(failed.isCancelled()).isFalse();
  }

  @Test
  void joinThrowsUncheckedExceptionsAsTheyAre() {
    assertThatThrownBy(() -> WorkRemote.unchecked("u").join())
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("u");
    assertThatThrownBy(() -> WorkRemote.error("e").join())
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessage("e");
    assertThatThrownBy(() -> WorkRemote.checked("c").join())
        .isExactlyInstanceOf(TaskFailedException.class)
        .hasCauseExactlyInstanceOf(IOException.class);
  }

  @Test
  void aMethodsOwnCancellationExceptionIsAFailure() {
    RemoteFuture<Integer> future = WorkRemote.looksCancelled();
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(future.isCancelled()).isFalse();
  }

  @Test
  void aFailureReachesDependentsWithItsRoot() {
    RemoteFuture<Integer> root = WorkRemote.unchecked("root");
    RemoteFuture<Integer> end = WorkRemote.add(WorkRemote.add(root, 1), 2);
    assertThatThrownBy(end::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(DependencyFailedException.class)
        .hasMessageContaining("Work.unchecked (" + root.taskId() + ")")
        .cause()
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("root");
    assertThatThrownBy(() -> RemoteFuture.all(List.of(root, end)).get())
        .hasCauseInstanceOf(DependencyFailedException.class);
  }

  @Test
  void retriesAsOftenAsAsked() throws Exception {
    assertThat(WorkRemote.failsUntil(Gates.fresh(), 4).get()).isEqualTo(4);
    String gate = Gates.fresh();
    RemoteFuture<Integer> hopeless = WorkRemote.failsUntil(gate, 9);
    Throwable cause = catchThrowable(hopeless::get).getCause();
    assertThat(cause).hasMessage("attempt 4");
    assertThat(((RemoteTrace) cause.getSuppressed()[0]).attempt()).isEqualTo(4);
    assertThat(Gates.counted(gate)).isEqualTo(4);
    String fewer = Gates.fresh();
    assertThatThrownBy(
            () -> WorkRemote.with(CallOptions.none().retries(1)).failsUntil(fewer, 9).get())
        .hasRootCauseMessage("attempt 2");
  }

  @Test
  void runsAtMostOnceWhatIsNotIdempotent() {
    String gate = Gates.fresh();
    assertThatThrownBy(() -> WorkRemote.once(gate).get()).hasRootCauseMessage("once is enough");
    assertThat(Gates.counted(gate)).isEqualTo(1);
    assertThatThrownBy(() -> WorkRemote.with(CallOptions.none().retries(1)).once(gate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not idempotent");
  }

  @Test
  void endsWhatOutlivesItsWalltime() {
    assertThatThrownBy(() -> WorkRemote.outlives(Gates.fresh()).get())
        .hasCauseInstanceOf(TaskTimeoutException.class)
        .hasMessageContaining("walltime of 50ms");
  }

  @Test
  void recursionIsDeeperThanThereAreSlots() throws Exception {
    assertThat(WorkRemote.depth(100).get()).isEqualTo(100);
    assertThat(WorkRemote.fibonacci(10).get()).isEqualTo(55);
  }

  @Test
  void endlessRecursionIsAnErrorAndNotADeadlock() {
    try (Session shallow = builder().maxDepth(20).open()) {
      assertThatThrownBy(() -> WorkRemote.on(shallow).depth(100).get())
          .hasRootCauseInstanceOf(TaskRefusedException.class)
          .rootCause()
          .hasMessageContaining("nests too deep: 20 calls");
    }
  }

  @Test
  void recursionWithoutABoundIsAnErrorAndTheSessionGoesOn() {
    // Thousands of exceptions, each with all others as its causes, keep remote workers busy for
    // long.
    SessionBuilder bounded = sharesSession() ? builder().maxDepth(300) : builder();
    try (Session deep = bounded.open()) {
      WorkRemote.Calls calls = WorkRemote.on(deep);
      Throwable thrown = catchThrowable(() -> calls.depth(100_000).get());
      assertThat(thrown)
          .rootCause()
          .isInstanceOfAny(TaskRefusedException.class, StackOverflowError.class);
      assertThat(thrown.getMessage()).as("does not repeat itself").hasSizeLessThan(2_000);
      assertThat(calls.add(1, 1).join()).isEqualTo(2);
    }
  }

  @Test
  void aTaskMayWaitForAView() throws Exception {
    try (Session one = builder().cpus(1).open()) {
      assertThat(WorkRemote.on(one).waitForView(20).get()).isEqualTo(400);
    }
  }

  @Test
  void defaultRetriesAreNotForWhatMustRunOnce() {
    try (Session retrying = builder().defaults(CallOptions.none().retries(2)).open()) {
      String gate = Gates.fresh();
      assertThatThrownBy(() -> WorkRemote.on(retrying).once(gate).get())
          .hasRootCauseMessage("once is enough");
      assertThat(Gates.counted(gate)).isEqualTo(1);
    }
  }

  @Test
  void timesOfAnyLengthAreUnderstood() {
    CallOptions patient = CallOptions.none().walltime(longestWalltime());
    try (Session calm = builder().cancelGrace(Duration.ofDays(1_000_000)).open()) {
      assertThat(WorkRemote.on(calm).with(patient).add(1, 1).join()).isEqualTo(2);
    }
  }

  @Test
  void aReturnedFutureIsTheResult() throws Exception {
    assertThat(WorkRemote.addLater(1, 2).get()).isEqualTo(3);
    assertThat(WorkRemote.add(WorkRemote.addLater(1, 2), 3).get()).isEqualTo(6);
    assertThatThrownBy(() -> WorkRemote.failLater("inner").get())
        .hasCauseExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mapsInOrderWithinAWindow() {
    List<Integer> items = IntStream.range(0, 500).boxed().toList();
    assertThat(session.map(items, WorkRemote::square).window(7).toList())
        .isEqualTo(items.stream().map(i -> i * i).toList());
    assertThat(session.map(items, WorkRemote::square).asCompleted().toList())
        .containsExactlyInAnyOrderElementsOf(items.stream().map(i -> i * i).toList());
    assertThat(session.map(items, WorkRemote::square).stream().mapToInt(i -> i).sum())
        .isEqualTo(items.stream().mapToInt(i -> i * i).sum());
  }

  @Test
  void mapMakesNoMoreCallsThanItsWindow() {
    List<Integer> asked = new ArrayList<>();
    Iterable<Integer> endless = () -> IntStream.iterate(0, i -> i + 1).peek(asked::add).iterator();
    try (var results = session.map(endless, WorkRemote::square).window(5)) {
      var iterator = results.iterator();
      for (int i = 0; i < 10; i++) {
        assertThat(iterator.next()).isEqualTo(i * i);
        assertThat(asked.size()).isLessThanOrEqualTo(i + 6);
      }
    }
  }

  @Test
  void aFailureInAMapIsThrownAtItsPlace() {
    var iterator =
        session
            .map(List.of(1, 2, 3), i -> i == 2 ? WorkRemote.unchecked("two") : WorkRemote.square(i))
            .iterator();
    assertThat(iterator.next()).isEqualTo(1);
    assertThatThrownBy(iterator::next).hasMessage("two");
    assertThat(iterator.next()).isEqualTo(9);
    assertThat(iterator.hasNext()).isFalse();
  }

  @Test
  void tasksMapToo() throws Exception {
    assertThat(WorkRemote.sumOfMap(10).get()).isEqualTo(114);
  }

  @Test
  void randomNumbersDependOnTheSeedAndThePlaceOnly() {
    try (Session first = builder().open();
        Session again = builder().open();
        Session other = builder().seed(43).open()) {
      List<Long> numbers = draw(first);
      assertThat(numbers).doesNotHaveDuplicates().hasSize(10);
      assertThat(draw(again)).isEqualTo(numbers);
      assertThat(draw(other)).doesNotContainAnyElementsOf(numbers);
    }
  }

  private static List<Long> draw(Session session) {
    List<Long> numbers = new ArrayList<>();
    WorkRemote.Calls calls = WorkRemote.on(session);
    numbers.add(calls.draw("x").join());
    numbers.addAll(calls.drawNested().join());
    numbers.add(calls.draw("x").join());
    numbers.addAll(
        session.map(List.of("a", "b", "c"), WorkRemote::draw).asCompleted().stream()
            .sorted()
            .toList());
    numbers.add(calls.with(CallOptions.none().key("mine")).draw("x").join());
    numbers.add(calls.with(CallOptions.none().key("mine")).draw("x").join());
    return numbers;
  }

  @Test
  void aHiddenFutureIsRefusedAtTheCall() {
    RemoteFuture<Integer> hidden = WorkRemote.add(1, 1);
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<Integer> smuggled = (List) List.of(List.of(hidden));
    assertThatThrownBy(() -> WorkRemote.sum(smuggled))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining("Work.sum was called with a future hidden inside a value")
        .hasMessageContaining("at argument 1[0][0]")
        .hasMessageContaining("RemoteFuture.all");
  }

  @Test
  void futuresOfAnotherSessionAreRefused() {
    try (Session other = builder().open()) {
      RemoteFuture<Integer> foreign = WorkRemote.on(other).add(1, 1);
      assertThatThrownBy(() -> WorkRemote.on(session).add(foreign, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("with a future of the session");
    }
  }

  @Test
  void severalSessionsMustBeNamed() {
    try (Session other = builder().open()) {
      assertThatThrownBy(() -> WorkRemote.add(1, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("2 sessions are open")
          .hasMessageContaining("XRemote.on(session)");
      assertThat(WorkRemote.on(other).add(1, 1).join()).isEqualTo(2);
    }
    assertThat(WorkRemote.add(1, 1).join()).isEqualTo(2);
  }

  @Test
  void completableFuturesFollow() throws Exception {
    CompletableFuture<String> chained =
        WorkRemote.add(1, 2).toCompletableFuture().thenApply(sum -> "sum " + sum);
    assertThat(chained.get()).isEqualTo("sum 3");
    assertThatThrownBy(() -> WorkRemote.unchecked("u").toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void logsHoldWhatATaskPrinted() {
    RemoteFuture<String> printing = WorkRemote.print("hällo");
    printing.join();
    assertThat(printing.log()).contains("hällo").contains("also hällo");
    assertThat(WorkRemote.add(1, 1).log()).isEmpty();
    RemoteFuture<Void> failing = WorkRemote.printAndFail("last words");
    assertThatThrownBy(failing::join)
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("last words"));
  }

  @Test
  void filesMayHaveNamesOfAnyLanguage() {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('ä'),
        "files of the test itself may not, in the locale that it runs in");
    assertThat(WorkRemote.nameOfFile("hällo.txt").join()).isEqualTo("hällo.txt");
  }

  @Test
  void logsAreReadWhileTheTaskRuns() throws Exception {
    assumeFalse(profile().equals("inline"), "calls end before the program has their future");
    String gate = Gates.fresh();
    RemoteFuture<Void> printing = WorkRemote.printAndPassGate("first hällo", gate);
    Gates.awaitArrival(gate);
    while (!printing.log().contains("first hällo")) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(printing.isDone()).isFalse();
    Gates.open(gate);
    printing.join();
  }

  @Test
  void releasedResultsAreGone() {
    RemoteFuture<Integer> future = WorkRemote.add(1, 1);
    RemoteFuture<Integer> dependent = WorkRemote.add(future, 1);
    future.release();
    assertThat(dependent.join()).isEqualTo(3);
    assertThatThrownBy(() -> WorkRemote.add(future, 1)).hasMessageContaining("was released");
    future.release();
  }

  @Test
  void failuresBeyondTheLimitStopTheSession() {
    try (Session strict = builder().maxFailures(2).open()) {
      WorkRemote.Calls calls = WorkRemote.on(strict);
      assertThatThrownBy(calls.unchecked("one")::join).hasMessage("one");
      assertThatThrownBy(calls.unchecked("two")::join).hasMessage("two");
      assertThatThrownBy(calls.add(1, 1)::join)
          .isInstanceOf(SessionStoppedException.class)
          .hasMessageContaining("gave up after 2 failed calls")
          .hasRootCauseMessage("two");
    }
  }

  @Test
  void aTaskKnowsItsCall() throws Exception {
    RemoteFuture<TaskContext> future = WorkRemote.context();
    TaskContext context = future.get();
    assertThat(context.taskId()).isEqualTo(future.taskId());
    assertThat(context.attempt()).isEqualTo(1);
    assertThat(context.resources().cpus()).isEqualTo(1);
    assertThat(context.gpus()).isEmpty();
    assertThat(context.worker()).startsWith(profile());
    assertThatThrownBy(TaskContext::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this thread runs no remote call");
  }

  @Test
  void aTaskCannotCloseItsSession() {
    assertThatThrownBy(() -> WorkRemote.closesItsSession().join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closes the session that it runs in");
  }

  @Test
  void aClosedSessionTakesNoCalls() {
    Session closed = builder().open();
    RemoteFuture<Integer> future = WorkRemote.on(closed).add(1, 1);
    closed.close();
    closed.close();
    assertThat(future.isDone()).isTrue();
    assertThat(future.join()).isEqualTo(2);
    assertThatThrownBy(() -> WorkRemote.on(closed).add(1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void statusTellsHowACallEnded() {
    RemoteFuture<Integer> future = WorkRemote.add(1, 1);
    future.join();
    assertThat(future.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(future.cancel(true)).isFalse();
    assertThat(session.profile()).isEqualTo(profile());
    assertThat(session.description()).isNotBlank();
  }
}
