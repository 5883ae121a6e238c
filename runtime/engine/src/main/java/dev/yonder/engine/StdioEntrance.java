// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Connection;
import dev.yonder.wire.StdioLinks;
import dev.yonder.worker.DriverConnection;

/** The standard streams of each worker, whose shell moves the protocol to other descriptors. */
final class StdioEntrance implements Entrance {

  @Override
  public String link() {
    return DriverConnection.DESCRIPTORS + StdioLinks.IN + "," + StdioLinks.OUT;
  }

  @Override
  public Connection accept() {
    throw new IllegalStateException("nobody comes but by the streams of a process");
  }

  @Override
  public boolean isByStreams() {
    return true;
  }

  @Override
  public void close() {}
}
