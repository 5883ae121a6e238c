// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.nio.file.Path;

/** The example of the documentation, on what manuals say that PBS prints. */
class PbsDialectTest extends GridDialectContract {

  @Override
  GridDialect dialect() {
    return new PbsDialect();
  }

  @Override
  Path outputs() {
    return Path.of("src/test/resources/pbs");
  }
}
