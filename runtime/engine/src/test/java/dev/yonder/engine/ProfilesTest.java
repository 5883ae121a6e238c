// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.spi.SessionSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfilesTest {
  private static final SessionSettings UNSET = SessionSettings.UNSET;

  private static SessionSettings named(String profile) {
    return new SessionSettings(
        profile, UNSET.capacity(), CallOptions.none(), UNSET.limits(), null, null, Map.of());
  }

  @Test
  void theProgramGoesBeforeThePropertyBeforeTheVariableBeforeThreads() {
    assertThat(Profiles.choose(named("inline"), "threads", "threads")).isEqualTo("inline");
    assertThat(Profiles.choose(UNSET, "inline", "threads")).isEqualTo("inline");
    assertThat(Profiles.choose(UNSET, null, "inline")).isEqualTo("inline");
    assertThat(Profiles.choose(UNSET, " ", "")).isEqualTo("threads");
  }

  @Test
  void anUnknownProfileIsRefusedWithWhereItCameFromAndWhatWasMeant() {
    assertThatThrownBy(() -> Profiles.choose(named("thread"), null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no profile \"thread\" (given to the session); the profiles are inline,"
                + " processes, threads; did you mean \"threads\"?");
    assertThatThrownBy(() -> Profiles.choose(UNSET, null, "slurm"))
        .hasMessage(
            "there is no profile \"slurm\" (of the environment variable YONDER_PROFILE); the"
                + " profiles are inline, processes, threads");
  }
}
