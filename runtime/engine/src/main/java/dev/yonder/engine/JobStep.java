// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.io.IOException;

/** Something that the thread of the jobs is to do. */
interface JobStep {
  void run() throws IOException;
}
