// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yonder.NotSendableException;
import dev.yonder.RemoteFuture;
import dev.yonder.RemoteTrace;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that do not survive the way: their calls fail, with what is wrong, and nothing else does.
 * The time limit only ends a hang.
 */
@Timeout(120)
class OddValuesTest {
  @TempDir private Path directory;

  private final Session session =
      Yonder.builder().profile("processes").cpus(1).progress(false).open();

  private long worker;

  @BeforeEach
  void findWorker() {
    Odd.home = ProcessHandle.current().pid();
    worker = HarmRemote.here().join();
  }

  @AfterEach
  void close() {
    try {
      assertThat(HarmRemote.here().join()).as("the worker goes on").isEqualTo(worker);
    } finally {
      Odd.home = 0;
      session.close();
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> notSendable(RemoteFuture<?> call) {
    return assertThatThrownBy(call::get).cause().isInstanceOf(NotSendableException.class);
  }

  @Test
  void aResultIsNamedByThePathToWhatIsWrong() {
    notSendable(OddRemote.deep())
        .hasMessageContaining("the result of Odd.deep cannot be sent: ")
        .hasMessageContaining("(java.lang.Thread) is part of this process")
        .hasMessageContaining("Deep.threads");
  }

  @Test
  void anArgumentThatTheWorkerCannotReadFailsItsCall() {
    notSendable(OddRemote.take(new Odd.Picky()))
        .hasMessageContaining("the arguments of Odd.take cannot be read here")
        .hasMessageContaining("IllegalStateException: a picky value is not at home here");
    notSendable(OddRemote.take(new Odd.Guarded(1)))
        .hasMessageContaining("the arguments of Odd.take cannot be read here")
        .hasMessageContaining("IllegalStateException: a guarded value is not at home here");
    notSendable(OddRemote.take(new Odd.Asserting()))
        .hasMessageContaining("the arguments of Odd.take cannot be read here")
        .hasMessageContaining("AssertionError: asserted");
  }

  @Test
  void aClassThatCannotBeInitializedOnTheWorkerIsNamedWithTheReason() {
    Odd.Uninitialized value = new Odd.Uninitialized();
    for (int i = 0; i < 2; i++) {
      notSendable(OddRemote.take(value))
          .hasMessageContaining("the arguments of Odd.take cannot be read here")
          .hasMessageContaining("IllegalStateException: a class is not at home here");
    }
    assertThatThrownBy(() -> OddRemote.uninitialized().get())
        .as("there it is the method's own failure")
        .cause()
        .isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void aResultThatTheProgramCannotReadFailsItsCall() {
    Odd.home = 0;
    RemoteFuture<Object> guarded = OddRemote.guarded();
    for (int i = 0; i < 2; i++) {
      notSendable(guarded)
          .hasMessageContaining("cannot be read here")
          .hasMessageContaining("IllegalStateException: a guarded value is not at home here");
    }
    notSendable(OddRemote.asserting())
        .hasMessageContaining("cannot be read here")
        .hasMessageContaining("AssertionError: asserted");
  }

  @Test
  void anExceptionThatTheProgramCannotReadHasAStandIn() {
    Throwable thrown = catchThrowable(() -> OddRemote.throwPicky("pick").get()).getCause();
    assertThat(thrown)
        .hasMessageContaining("around it")
        .cause()
        .hasMessage(Odd.PickyException.class.getName() + ": pick");
    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("throwPicky");
    assertThat(thrown.getSuppressed()[0].toString()).startsWith(RemoteTrace.class.getName());
  }

  @Test
  void aClassThatOnlyOneSideHasIsNamed() throws Exception {
    Path source = directory.resolve(ElsewhereLoader.NAME + ".java");
    Files.writeString(source, "public class Elsewhere extends Exception { int value = 1; }");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", source.toString()))
        .isZero();
    Object mine = ElsewhereLoader.load(directory.toString()).getDeclaredConstructor().newInstance();
    assertThatThrownBy(() -> OddRemote.take(mine).get())
        .hasStackTraceContaining("Elsewhere")
        .hasStackTraceContaining("not on the class path");
    assertThatThrownBy(() -> OddRemote.ofAnotherLoader(directory.toString()).get())
        .hasStackTraceContaining("Elsewhere")
        .hasStackTraceContaining("not on the class path");
    Throwable thrown =
        catchThrowable(() -> OddRemote.throwOfAnotherLoader(directory.toString()).get());
    assertThat(thrown.getCause()).isInstanceOf(RuntimeException.class).hasMessage("Elsewhere");
  }
}
