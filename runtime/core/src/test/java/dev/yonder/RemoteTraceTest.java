// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class RemoteTraceTest {

  @Test
  void survivesSerializationWithTheExceptionItBelongsTo() throws Exception {
    Exception thrown = new IllegalStateException("disk");
    thrown.addSuppressed(
        new RemoteTrace(new TaskId(17), "Grid.step", 2, "alpha", "w1", "last words\n"));
    RemoteTrace trace = (RemoteTrace) copy(thrown).getSuppressed()[0];
    assertThat(trace)
        .hasMessage(
            "Grid.step (task-17), attempt 2, on alpha, worker w1; it printed last:\n  last words\n");
    assertThat(trace.taskId()).isEqualTo(new TaskId(17));
    assertThat(trace.attempt()).isEqualTo(2);
    assertThat(trace.host()).isEqualTo("alpha");
  }

  private static Exception copy(Exception thrown) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Exception) in.readObject();
    }
  }
}
