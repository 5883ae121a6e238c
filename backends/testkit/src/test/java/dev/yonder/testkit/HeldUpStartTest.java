// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Yonder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers whose Java machines never come to say who they are; the time limit ends a hang. */
@Timeout(120)
class HeldUpStartTest {
  private static final String LIMIT = "yonder.start.limit.millis";

  @BeforeEach
  void shorten() {
    System.setProperty(LIMIT, "5000");
  }

  @AfterEach
  void restore() {
    System.clearProperty(LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "stdio"})
  void hasABoundAfterWhichTheSessionIsNotOpened(String link) {
    assertThatThrownBy(
            () ->
                Yonder.builder()
                    .profile("processes")
                    .cpus(1)
                    .set("link", link)
                    .set(
                        "jvm",
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0")
                    .progress(false)
                    .open()
                    .close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "3 worker processes in a row ended before they were ready; the last one because it had"
                + " not joined 5 s after its start, and was ended; see whether something holds its"
                + " Java machine up, such as a debugger that it waits for (suspend=y among its"
                + " options), or give it more time with -D"
                + LIMIT
                + "=…; its process ")
        .hasMessageContaining("signal 9 (SIGKILL")
        .hasMessageContaining("Listening for transport dt_socket at address: ");
  }
}
