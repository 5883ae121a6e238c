// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.testkit.Lab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests on hosts of a lab that have a network of their own, on which nothing is left after each.
 */
abstract class OnHosts {
  @TempDir private Path directory;
  private Lab lab;

  /** Returns the hosts that a test may leave something on. */
  abstract List<String> hosts();

  @BeforeEach
  final void start() {
    lab = Lab.ssh();
    lab.requireNetwork();
  }

  @AfterEach
  final void nothingIsLeft() {
    LeftOnHosts.assertNothing(lab, hosts());
  }

  final Lab lab() {
    return lab;
  }

  /** Returns where the test's settings are to be. */
  final Path settings() {
    return directory.resolve("yonder.toml");
  }
}
