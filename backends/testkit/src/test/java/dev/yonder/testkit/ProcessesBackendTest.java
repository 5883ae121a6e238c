// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

class ProcessesBackendTest extends BackendContract {
  @Override
  protected String profile() {
    return "processes";
  }
}
