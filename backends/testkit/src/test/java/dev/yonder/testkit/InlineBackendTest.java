// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import org.junit.jupiter.api.Test;

class InlineBackendTest extends BackendContract {
  @Override
  protected String profile() {
    return "inline";
  }

  @Test
  void callsRunOnTheCallingThreadAndHaveEndedWhenTheyReturn() {
    RemoteFuture<String> future = WorkRemote.threadName();
    assertThat(future.isDone()).isTrue();
    assertThat(future.join()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void whatACallNeedsIsNotHeldAgainstIt() {
    CallOptions huge =
        CallOptions.none().cpus(10_000).memory("900 TiB").gpus(64).resource("licence", 3);
    assertThat(WorkRemote.with(huge).add(1, 1).join()).isEqualTo(2);
  }
}
