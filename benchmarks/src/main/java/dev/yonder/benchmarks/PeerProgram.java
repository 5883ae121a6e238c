// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.util.List;

/**
 * A program that does what ours does.
 *
 * @param name its name
 * @param script the script that measures it
 */
record PeerProgram(String name, String script) {

  static List<PeerProgram> all() {
    return List.of(
        new PeerProgram("concurrent.futures", "futures_peer.py"),
        new PeerProgram("joblib", "joblib_peer.py"),
        new PeerProgram("dask", "dask_peer.py"),
        new PeerProgram("parsl", "parsl_peer.py"),
        new PeerProgram("ipyparallel", "ipyparallel_peer.py"));
  }
}
